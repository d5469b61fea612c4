import { type SeededRandom } from '../method/seeded-random.js';
import { type AnswerValue, holds } from '../modules/questionnaires/domain/condition.js';
import {
  criteriaOf,
  notApplicableCodes,
  type Question,
  type QuestionnaireDefinition,
  questionsOf,
} from '../modules/questionnaires/domain/questionnaire.js';

/**
 * Simulated citizens with known true parameters.
 *
 * A citizen of agency g has a leaning u ~ N(0, SPREAD). The citizen is satisfied (level 4 or 5) with
 * criterion c with probability logistic(a_g + b_c + u), so that answers of one person hang together as
 * real ones do. `a_g` is solved from the share of satisfied answers that the agency is to have, which is
 * therefore the true value of its pooled top-two-box index, and intervals can be checked against it.
 */

/** What is true of one agency: the share of satisfied answers (0–1) and how many citizens answer. */
export interface AgencyTruth {
  readonly agency: string;
  readonly truth: number;
  readonly citizens: number;
}

/** One simulated person's answers, in the form of `answers` in the contract, and the seconds taken. */
export interface CitizenAnswers {
  readonly answers: Record<string, AnswerValue>;
  readonly seconds: number;
}

const SPREAD = 1.1;
const CRITERION_SPREAD = 0.45;
/** Few people hand in a complaint, so a factor that may be skipped is answered by this share. */
const SKIPPABLE_ANSWERED = 0.35;
const STRAIGHT_LINERS = 0.012;
const COMMENTS = 0.04;

const GRID = Array.from({ length: 81 }, (_, i) => -4 + i * 0.1);
const GRID_WEIGHTS = (() => {
  const densities = GRID.map((u) => Math.exp((-u * u) / 2));
  const total = densities.reduce((sum, d) => sum + d, 0);
  return densities.map((d) => d / total);
})();

/** Shares with which the options of a choice question are taken, by question code; else evenly falling. */
const OPTION_SHARES: Readonly<Record<string, readonly number[]>> = {
  ND1: [0.61, 0.25, 0.09, 0.05],
  ND2: [0.17, 0.75, 0.08],
  ND3: [0.62, 0.38],
  ND4: [0.972, 0.028],
  ND5: [0.985, 0.015],
  MD1: [0.2, 0.17, 0.27, 0.07, 0.08, 0.08, 0.06, 0.07],
};

const COMMENT_TEXTS = [
  '(Mô phỏng) Đề nghị rút ngắn thời gian chờ vào buổi sáng thứ Hai.',
  '(Mô phỏng) Công chức hướng dẫn tận tình, dễ hiểu.',
  '(Mô phỏng) Mong có thêm ghế ngồi và chỗ gửi xe.',
  '(Mô phỏng) Nộp hồ sơ trực tuyến còn khó, cần người hỗ trợ.',
  '(Mô phỏng) Đề nghị thông báo sớm khi trễ hẹn.',
];

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

function meanSatisfied(ability: number, offset: number): number {
  return GRID.reduce(
    (sum, u, i) => sum + (GRID_WEIGHTS[i] ?? 0) * logistic(ability + offset + SPREAD * u),
    0,
  );
}

/** Draws a position in `shares` (they need not add up to one). */
function draw(shares: readonly number[], random: SeededRandom): number {
  let left = random.next() * shares.reduce((sum, share) => sum + share, 0);
  return Math.max(
    shares.findIndex((share) => (left -= share) < 0),
    0,
  );
}

interface SimulatedCriterion {
  readonly code: string;
  readonly offset: number;
  readonly weight: number;
  readonly skippable: boolean;
}

/** Citizens of one questionnaire: `answersOf(truth)` makes one person of an agency with that true share. */
export class Citizens {
  private readonly criteria: readonly SimulatedCriterion[];
  private readonly questions: readonly Question[];
  private readonly abilities = new Map<number, number>();

  /** @param random a seeded generator; the same seed gives the same citizens */
  constructor(
    definition: QuestionnaireDefinition,
    private readonly random: SeededRandom,
  ) {
    const skippable = notApplicableCodes(definition);
    this.criteria = criteriaOf(definition).map(({ code }) => ({
      code,
      offset: CRITERION_SPREAD * random.normal(),
      weight: skippable.has(code) ? SKIPPABLE_ANSWERED : 1,
      skippable: skippable.has(code),
    }));
    this.questions = questionsOf(definition);
  }

  /** One person of an agency where the true share of satisfied answers is `truth` (0–1, both excluded). */
  answersOf(truth: number): CitizenAnswers {
    const straight = this.random.next() < STRAIGHT_LINERS;
    const levels = straight ? this.straightLevels(truth) : this.thoughtfulLevels(truth);
    return {
      answers: { ...levels, ...this.otherAnswers() },
      seconds: straight
        ? 8 + Math.floor(this.random.next() * 12)
        : Math.round(125 * Math.exp(0.3 * this.random.normal())),
    };
  }

  private thoughtfulLevels(truth: number): Record<string, number | null> {
    const ability = this.abilityFor(truth);
    const leaning = SPREAD * this.random.normal();
    const warmth = 0.4 + 0.8 * this.random.normal();
    const skips = this.random.next() >= SKIPPABLE_ANSWERED;
    return Object.fromEntries(
      this.criteria.map(({ code, offset, skippable }) => {
        if (skippable && skips) return [code, null];
        const satisfied = this.random.next() < logistic(ability + offset + leaning);
        return [
          code,
          satisfied
            ? this.random.next() < logistic(warmth)
              ? 5
              : 4
            : 3 - draw([0.68, 0.24, 0.08], this.random),
        ];
      }),
    );
  }

  /** Somebody who gives every criterion the same level; the agency's true share holds for them as well. */
  private straightLevels(truth: number): Record<string, number | null> {
    const level = this.random.next() < truth ? 4 + draw([0.5, 0.5], this.random) : 3;
    const skips = this.random.next() >= SKIPPABLE_ANSWERED;
    return Object.fromEntries(
      this.criteria.map(({ code, skippable }) => [code, skippable && skips ? null : level]),
    );
  }

  private otherAnswers(): Record<string, AnswerValue> {
    const answers: Record<string, AnswerValue> = {};
    for (const question of this.questions) {
      const { visibleIf } = question;
      if (visibleIf !== undefined && !holds(visibleIf, (code) => answers[code])) continue;
      if (question.type === 'single') {
        if (!question.required && this.random.next() < 0.15) continue;
        answers[question.code] = question.options[draw(this.sharesOf(question), this.random)]?.code;
      } else if (question.type === 'multiple') {
        const wanted = 1 + draw([0.4, 0.35, 0.25], this.random);
        const codes = Array.from(
          { length: wanted },
          () => question.options[draw(this.sharesOf(question), this.random)]?.code,
        );
        answers[question.code] = [...new Set(codes.filter((code) => code !== undefined))];
      } else if (question.type === 'text' && this.random.next() < COMMENTS) {
        answers[question.code] = COMMENT_TEXTS[draw([1, 1, 1, 1, 1], this.random)];
      }
    }
    return answers;
  }

  private sharesOf(question: Question & { options: readonly unknown[] }): readonly number[] {
    return OPTION_SHARES[question.code] ?? question.options.map((_, i) => 1 / (i + 1.5));
  }

  /** Solves the ability at which the weighted mean share of satisfied answers is `truth`, by bisection. */
  private abilityFor(truth: number): number {
    const known = this.abilities.get(truth);
    if (known !== undefined) return known;
    const weights = this.criteria.reduce((sum, criterion) => sum + criterion.weight, 0);
    let low = -10;
    let high = 15;
    for (let step = 0; step < 60; step++) {
      const middle = (low + high) / 2;
      const share =
        this.criteria.reduce((sum, { weight, offset }) => sum + weight * meanSatisfied(middle, offset), 0) /
        weights;
      if (share < truth) low = middle;
      else high = middle;
    }
    this.abilities.set(truth, (low + high) / 2);
    return (low + high) / 2;
  }
}

/** True shares by level: some agencies truly above 95 %, some near it, some far. */
const TRUTHS: Readonly<Record<string, readonly number[]>> = {
  department: [
    0.982, 0.974, 0.969, 0.962, 0.956, 0.952, 0.948, 0.944, 0.938, 0.93, 0.921, 0.91, 0.899, 0.885, 0.868,
    0.846, 0.822,
  ],
  district: [0.971, 0.963, 0.953, 0.947, 0.936, 0.921, 0.902, 0.881, 0.853],
  commune: [0.985, 0.976, 0.968, 0.959, 0.951, 0.949, 0.941, 0.929, 0.914, 0.898, 0.876, 0.851, 0.824],
};
/** How many citizens an agency of a level sees, relative to the others. */
const SIZES: Readonly<Record<string, number>> = { department: 260, district: 620, commune: 112 };
/** Every thirteenth commune is one that hardly anybody answered about: its figures must be suppressed. */
const SMALL_EVERY = 13;

/**
 * Gives each agency its truth and its number of citizens, adding up to about `total`.
 * @param agencies code and level, in the order of the round
 */
export function planTruths(
  agencies: readonly { readonly code: string; readonly level: string }[],
  total: number,
  random: SeededRandom,
): readonly AgencyTruth[] {
  const seen = new Map<string, number>();
  const planned = agencies.map(({ code, level }) => {
    const nth = seen.get(level) ?? 0;
    seen.set(level, nth + 1);
    const truths = TRUTHS[level] ?? [0.93];
    const small = level === 'commune' && nth % SMALL_EVERY === 6;
    return {
      code,
      truth: truths[(nth * 7) % truths.length] ?? 0.93,
      small,
      size: small ? 4 + Math.floor(random.next() * 5) : (SIZES[level] ?? 100) * (0.7 + 0.6 * random.next()),
    };
  });
  const fixed = planned.reduce((sum, { small, size }) => sum + (small ? size : 0), 0);
  const rest = planned.reduce((sum, { small, size }) => sum + (small ? 0 : size), 0);
  const scale = Math.max(total - fixed, 0) / rest;
  return planned.map(({ code, truth, small, size }) => ({
    agency: code,
    truth,
    citizens: small ? size : Math.max(Math.round(size * scale), 1),
  }));
}
