import { Injectable, Module } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { responsesAcceptedJob } from '../../src/modules/collection/jobs/responses-accepted.job.js';
import {
  declaredJobs,
  defineJob,
  HANDLES_JOB,
  HandlesJob,
  type Job,
  jobKey,
  type JobPayload,
} from '../../src/platform/queue/job.js';
import { sourceFiles, sourceRoot } from '../../src/web/source-files.js';
import { startApp, type TestApp } from '../support/app.js';

@Injectable()
@HandlesJob(responsesAcceptedJob)
class SecondProcessor {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({ providers: [SecondProcessor] })
class SecondModule {}

/** The job of every handler in the running application, as `tally/fold-round`, sorted. */
function handledJobs(app: TestApp): readonly string[] {
  const reflector = app.get(Reflector);
  return app
    .get(DiscoveryService)
    .getProviders()
    .flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const job = reflector.get<Job<JobPayload> | undefined>(HANDLES_JOB, metatype);
      return job === undefined ? [] : [jobKey(job)];
    })
    .sort();
}

describe('every job', () => {
  it('of every declaration has exactly one handler', async () => {
    const files = sourceFiles('.job.ts');
    // One after the other: jest's loader stumbles over modules that are linked side by side.
    for (const file of files) await import(`${sourceRoot}/${file}`);
    const app = await startApp();
    try {
      const declared = declaredJobs().map(jobKey).sort();
      expect(declared.length).toBeGreaterThanOrEqual(files.length);
      expect(handledJobs(app)).toEqual(declared);
    } finally {
      await app.close();
    }
  });

  it('with two handlers stops the start', async () => {
    await expect(startApp({ modules: [SecondModule] })).rejects.toThrow(
      `The job ${jobKey(responsesAcceptedJob)} has two processors`,
    );
  });

  // Last: a declared job stays declared for the rest of this file.
  it('without a handler stops the start', async () => {
    defineJob({ queue: 'nobody', name: 'does-this' });
    await expect(startApp()).rejects.toThrow('Jobs without a processor: nobody/does-this');
  });
});
