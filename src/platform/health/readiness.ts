import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { loadMigrations, migrationsTable } from '../database/migrate.js';
import { declaredJobs } from '../queue/job.js';
import { JobQueue } from '../queue/job-queue.js';

export type CheckName = 'database' | 'migrations' | 'queue';
export type Checks = Readonly<Record<CheckName, 'up' | 'down'>>;

const patience = 2500;

/** Whether this process can serve: asked by load balancers and start scripts. */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: Database,
    private readonly jobs: JobQueue,
  ) {}

  async check(): Promise<Checks> {
    const [database, migrations, queue] = await Promise.all([
      isUp(this.database.query('SELECT 1')),
      isUp(this.checkMigrations()),
      isUp(
        this.jobs.stats(
          declaredJobs()
            .slice(0, 1)
            .map((job) => job.queue),
        ),
      ),
    ]);
    return { database, migrations, queue };
  }

  private async checkMigrations(): Promise<void> {
    const known = (await loadMigrations()).map((migration) => migration.name);
    const rows = await this.database.query<{ name: string }>(`SELECT m.name FROM ${migrationsTable} AS m`);
    const done = new Set(rows.map(({ name }) => name));
    const missing = known.filter((name) => !done.has(name));
    if (missing.length > 0) throw new Error(`Migrations to run: ${missing.join(', ')}`);
  }
}

async function isUp(work: Promise<unknown>): Promise<'up' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => {
      resolve('down');
    }, patience);
  });
  const result = await Promise.race([
    work.then(
      () => 'up' as const,
      () => 'down' as const,
    ),
    late,
  ]);
  clearTimeout(timer);
  return result;
}
