import { randomUUID } from 'node:crypto';
import { type Submission } from '../../src/modules/collection/domain/submission.js';
import { type TestApp } from '../support/app.js';

/** Any criteria of the template, all satisfied, and a few other answers. */
const CRITERIA = [
  ...['TC1', 'TC2', 'TC3', 'TC4', 'TT1', 'TT2', 'TT3', 'TT4', 'TT5', 'CC1', 'CC2', 'CC3'],
  ...['CC4', 'CC5', 'CC6', 'KQ1', 'KQ2', 'KQ3', 'PA1', 'PA2', 'PA3', 'PA4'],
];

/** What a satisfied citizen sends from the web to the round of `roundFile()`; every call is another person. */
export function submission(own: Partial<Submission> = {}): Submission {
  const levels = CRITERIA.map((code, index) => [code, 3 + (index % 3)] as const);
  return {
    id: randomUUID(),
    round: 'BD-2025-Q2',
    questionnaireVersion: 1,
    agency: 'BD-SNV',
    service: 'BD-QSDD',
    channel: 'web',
    locale: 'vi',
    startedAt: '2025-05-12T09:12:40+07:00',
    submittedAt: '2025-05-12T09:14:31+07:00',
    answers: { ...Object.fromEntries(levels), ND1: '1', MD1: ['time', 'fees'], YK1: 'Cảm ơn' },
    ...own,
  };
}

/** Posts a body as JSON, with a key if given. */
export function post(app: TestApp, path: string, body: unknown, key?: string): Promise<Response> {
  return app.fetch(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
