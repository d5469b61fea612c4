import { type SeededRandom, shuffled } from '../method/seeded-random.js';
import { type Submission } from '../modules/collection/domain/submission.js';
import { type QuestionnaireDefinition } from '../modules/questionnaires/domain/questionnaire.js';
import { type Channel } from '../modules/rounds/domain/round-file.js';
import { type AgencyTruth, Citizens } from './citizens.js';

/** What the submissions of a simulated round need to know of the round. */
export interface SimulatedRound {
  readonly code: string;
  readonly questionnaireVersion: number;
  readonly definition: QuestionnaireDefinition;
  readonly services: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** How citizens of the demonstration answer: kiosks first, then phones, paper and calls. */
const CHANNEL_SHARES: readonly (readonly [Channel, number])[] = [
  ['kiosk', 0.52],
  ['qr', 0.2],
  ['web', 0.14],
  ['paper', 0.1],
  ['telephone', 0.04],
];
const SERVICES_PER_AGENCY = 4;
const DAY = 86_400_000;

/** The submissions of all citizens of a plan, in random order; the same seed gives the same ones. */
export function simulatedSubmissions(
  round: SimulatedRound,
  plan: readonly AgencyTruth[],
  random: SeededRandom,
): Submission[] {
  const citizens = new Citizens(round.definition, random);
  const made = plan.flatMap(({ agency, truth, citizens: count }, nth) =>
    Array.from({ length: count }, (): Submission => {
      const { answers, seconds } = citizens.answersOf(truth);
      const submittedAt = officeTime(round, random);
      return {
        id: uuidFrom(random),
        round: round.code,
        questionnaireVersion: round.questionnaireVersion,
        agency,
        service:
          round.services[
            (nth * 3 + Math.floor(SERVICES_PER_AGENCY * random.next())) % round.services.length
          ] ?? '',
        channel: channelFrom(random.next()),
        locale: random.next() < 0.985 ? 'vi' : 'en',
        startedAt: localTime(submittedAt - seconds * 1000),
        submittedAt: localTime(submittedAt),
        answers,
      };
    }),
  );
  return shuffled(made, random);
}

function channelFrom(position: number): Channel {
  let left = position;
  return CHANNEL_SHARES.find(([, share]) => (left -= share) < 0)?.[0] ?? 'kiosk';
}

/** A moment between 7:30 and 16:30 of a working day of the round, in milliseconds. */
function officeTime(round: SimulatedRound, random: SeededRandom): number {
  const first = Date.parse(`${round.from}T00:00:00+07:00`);
  const days = (Date.parse(`${round.to}T00:00:00+07:00`) - first) / DAY + 1;
  for (;;) {
    const day = first + Math.floor(days * random.next()) * DAY;
    const weekday = new Date(day + 7 * 3_600_000).getUTCDay();
    if (weekday !== 0 && weekday !== 6) return day + (7.5 + 9 * random.next()) * 3_600_000;
  }
}

function localTime(milliseconds: number): string {
  return new Date(milliseconds + 7 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+07:00');
}

/** A version 4 UUID from the seeded generator, so that a second run sends the same responses again. */
function uuidFrom(random: SeededRandom): string {
  const hex = Array.from({ length: 32 }, () => Math.floor(16 * random.next()).toString(16)).join('');
  const variant = '89ab'[Math.floor(4 * random.next())] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
