import { type AnswerCheck } from '../../questionnaires/domain/answer-check.js';
import { type QuestionnaireDefinition } from '../../questionnaires/domain/questionnaire.js';
import { admit, type IntakeRound } from './admission.js';
import { type Submission } from './submission.js';

const definition: QuestionnaireDefinition = {
  code: 'q',
  title: { vi: 'x' },
  scale: { code: 'l5', levels: [] },
  languages: ['vi'],
  blocks: [],
};
const check: AnswerCheck = (answers) => {
  if (!('BAD' in (answers as object))) return { levels: [5], others: {} };
  return [{ pointer: '/answers/BAD', code: 'level-range', params: {} }];
};

const round: IntakeRound = {
  id: 7,
  code: 'R',
  status: 'open',
  firstDay: '2025-11-01',
  lastDay: '2025-11-30',
  channels: new Set(['web', 'kiosk']),
  versionNumber: 3,
  definition,
  check,
  agencyOn: (code) => (code === 'A' ? 11 : undefined),
  anyAgencyOn: (code) => ({ A: 11, B: 12 })[code],
  services: new Map([['S', 21]]),
};

const submission: Submission = {
  id: '2f1c2f0e-7a55-4f0e-9a36-4b2b6d1c9e11',
  round: 'R',
  questionnaireVersion: 3,
  agency: 'A',
  service: 'S',
  channel: 'web',
  locale: 'vi',
  startedAt: '2025-11-03T09:12:40+07:00',
  submittedAt: '2025-11-03T09:14:31+07:00',
  answers: { C1: 5 },
};
const NOW = Date.parse('2025-11-03T09:15:00+07:00');

interface Case {
  readonly name: string;
  readonly own?: Partial<Submission>;
  readonly round?: Partial<IntakeRound>;
  /** What a citizen and a trusted sender are told: `admit`, the reason of a hold, or code and pointers. */
  readonly citizen: string;
  readonly trusted: string;
}

const cases: readonly Case[] = [
  { name: 'right', citizen: 'admit', trusted: 'admit' },
  { name: 'decided by another agency', own: { decidedBy: 'B' }, citizen: 'admit', trusted: 'admit' },
  { name: 'closing', round: { status: 'closing' }, citizen: 'admit', trusted: 'admit' },
  { name: 'closed', round: { status: 'closed' }, citizen: 'late', trusted: 'late' },
  { name: 'published', round: { status: 'published' }, citizen: 'late', trusted: 'late' },
  { name: 'planned', round: { status: 'planned' }, citizen: 'round-not-open', trusted: 'round-not-open' },
  {
    name: 'the day before the round',
    own: { startedAt: '2025-10-31T16:59:00Z', submittedAt: '2025-10-31T16:59:59Z' },
    citizen: 'day-outside-round',
    trusted: 'day-outside-round',
  },
  {
    name: 'the first minute of the round',
    own: { startedAt: '2025-10-31T16:59:00Z', submittedAt: '2025-10-31T17:00:00Z' },
    citizen: 'admit',
    trusted: 'admit',
  },
  {
    name: 'another version',
    own: { questionnaireVersion: 2, answers: { OLD: 'x' } },
    citizen: 'unknown-version',
    trusted: 'unknown-version',
  },
  {
    name: 'another version with what the database refuses',
    own: { questionnaireVersion: 2, answers: { 'A/B': 'a\u0000b' } },
    citizen: 'response-invalid /answers/A~1B',
    trusted: 'response-invalid /answers/A~1B',
  },
  {
    name: 'unknown agency',
    own: { agency: 'X' },
    citizen: 'response-invalid /agency',
    trusted: 'unknown-agency',
  },
  {
    name: 'an agency that the round does not measure',
    own: { agency: 'B' },
    citizen: 'response-invalid /agency',
    trusted: 'unknown-agency',
  },
  {
    name: 'decided by nobody known',
    own: { decidedBy: 'X' },
    citizen: 'response-invalid /decidedBy',
    trusted: 'unknown-agency',
  },
  {
    name: 'unknown service',
    own: { service: 'X' },
    citizen: 'response-invalid /service',
    trusted: 'unknown-service',
  },
  {
    name: 'a clock four minutes ahead',
    own: { submittedAt: '2025-11-03T09:19:00+07:00' },
    citizen: 'admit',
    trusted: 'admit',
  },
  {
    name: 'a clock an hour ahead',
    own: { submittedAt: '2025-11-03T10:15:00+07:00' },
    citizen: 'response-invalid /submittedAt',
    trusted: 'in-the-future',
  },
  {
    name: 'sent before it was begun',
    own: { startedAt: '2025-11-03T09:14:32+07:00' },
    citizen: 'response-invalid /startedAt',
    trusted: 'response-invalid /startedAt',
  },
  {
    name: 'answers that break the questionnaire',
    own: { answers: { BAD: 9 } },
    citizen: 'response-invalid /answers/BAD',
    trusted: 'response-invalid /answers/BAD',
  },
  {
    name: 'several faults at once',
    own: { answers: { BAD: 9 }, agency: 'X', service: 'X' },
    citizen: 'response-invalid /answers/BAD /agency /service',
    trusted: 'response-invalid /answers/BAD',
  },
  { name: 'kiosk', own: { channel: 'kiosk' }, citizen: 'channel-needs-key /channel', trusted: 'admit' },
  {
    name: 'a channel that the round does not use',
    own: { channel: 'qr' },
    citizen: 'response-invalid /channel',
    trusted: 'response-invalid /channel',
  },
  {
    name: 'a ticket',
    own: { ticket: 'abc' },
    citizen: 'ticket-unknown /ticket',
    trusted: 'ticket-unknown /ticket',
  },
  { name: 'an empty ticket', own: { ticket: '' }, citizen: 'admit', trusted: 'admit' },
];

describe('admit', () => {
  it.each(cases)('$name', ({ own, round: other, citizen, trusted }) => {
    expect(told({ ...submission, ...own }, { ...round, ...other }, false)).toBe(citizen);
    expect(told({ ...submission, ...own }, { ...round, ...other }, true)).toBe(trusted);
  });

  it('hands on what the row needs: versions, hour and seconds', () => {
    expect(admit({ ...submission, decidedBy: 'B' }, round, false, NOW)).toEqual({
      kind: 'admit',
      hour: Date.parse('2025-11-03T09:00:00+07:00'),
      seconds: 111,
      agencyVersionId: 11,
      serviceFieldId: 21,
      decidedByVersionId: 12,
      answers: { levels: [5], others: {} },
    });
  });
});

function told(own: Submission, its: IntakeRound, isTrusted: boolean): string {
  const admission = admit(own, its, isTrusted, NOW);
  if (admission.kind === 'admit') return 'admit';
  if (admission.kind === 'hold') return admission.reason;
  const { code, faults } = admission.problem;
  return [code, ...faults.map(({ pointer }) => pointer)].join(' ');
}
