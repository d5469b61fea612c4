import { ACROSS_UNITS, type Bilingual, COMBINES, FORMULAS, ROUNDING_AT } from './index-definition.js';

/** What is wrong with a value, where (`weights.aspects.policy`), and in words for a person. */
export interface Fault extends Bilingual {
  readonly path: string;
  readonly code: string;
}

type Check = (value: unknown, path: string) => Fault[];

/** Checks that a value is an index definition (method §2). Empty means that it is one. */
export function checkIndexDefinition(value: unknown): Fault[] {
  if (!isRecord(value)) return [fault('', 'object')];
  const faults = Object.entries(PARTS).flatMap(([key, check]) => check(value[key], key));
  return faults.length > 0 ? faults : [...checkGeneralQuestion(value), ...checkWeightsHaveEffect(value)];
}

const isCode: Check = (value, path) =>
  typeof value === 'string' && /^[a-z0-9][a-z0-9-]*$/.test(value) ? [] : [fault(path, 'code')];
const isBilingual: Check = (value, path) =>
  isRecord(value) && isText(value['vi']) && isText(value['en']) ? [] : [fault(path, 'bilingual')];
const isWholeFrom =
  (least: number, most: number): Check =>
  (value, path) =>
    Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? [] : [fault(path, 'whole')];
const isOneOf =
  (values: readonly string[]): Check =>
  (value, path) =>
    typeof value === 'string' && values.includes(value) ? [] : [fault(path, 'choice')];
const hasParts =
  (parts: Record<string, Check>): Check =>
  (value, path) =>
    isRecord(value)
      ? Object.entries(parts).flatMap(([key, check]) => check(value[key], `${path}.${key}`))
      : [fault(path, 'object')];
const isWeights: Check = (value, path) =>
  isRecord(value)
    ? Object.entries(value).flatMap(([code, weight]) =>
        weight === null || (typeof weight === 'number' && Number.isFinite(weight) && weight >= 0)
          ? []
          : [fault(`${path}.${code}`, 'weight')],
      )
    : [fault(path, 'object')];
const isShare: Check = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? [] : [fault(path, 'share')];
const isCodeList: Check = (value, path) =>
  Array.isArray(value) && value.every(isText) ? [] : [fault(path, 'codes')];
const isQuestionOrNull: Check = (value, path) =>
  value === null || isText(value) ? [] : [fault(path, 'question')];

const PARTS: Record<string, Check> = {
  code: isCode,
  version: isWholeFrom(1, 1_000_000),
  title: isBilingual,
  formula: isOneOf(FORMULAS),
  combine: isOneOf(COMBINES),
  generalQuestion: isQuestionOrNull,
  weights: hasParts({ criteria: isWeights, factors: isWeights, aspects: isWeights }),
  acrossUnits: isOneOf(ACROSS_UNITS),
  missing: hasParts({ excludedCodes: isCodeList, leastShareAnswered: isShare }),
  rounding: hasParts({ digits: isWholeFrom(0, 10), at: isOneOf(ROUNDING_AT) }),
  note: isBilingual,
};

function checkGeneralQuestion(value: Record<string, unknown>): Fault[] {
  const needed = value['combine'] === 'generalQuestion';
  return needed === (value['generalQuestion'] !== null) ? [] : [fault('generalQuestion', 'question')];
}

/** A weight that is written down but not used would mislead a reader of the definition. */
function checkWeightsHaveEffect(value: Record<string, unknown>): Fault[] {
  const weights = value['weights'];
  if (value['combine'] === 'meanOfMeans' || !isRecord(weights)) return [];
  return Object.entries(weights).flatMap(([level, given]) =>
    isRecord(given) && Object.keys(given).length > 0 ? [fault(`weights.${level}`, 'noEffect')] : [],
  );
}

const TEXTS: Record<string, Bilingual> = {
  object: { vi: 'Thiếu hoặc sai cấu trúc.', en: 'Missing or of the wrong shape.' },
  code: {
    vi: 'Mã chỉ gồm chữ thường, số và gạch nối.',
    en: 'A code has lower-case letters, digits and hyphens only.',
  },
  bilingual: {
    vi: 'Cần nội dung tiếng Việt và tiếng Anh.',
    en: 'A Vietnamese and an English text are needed.',
  },
  whole: { vi: 'Phải là số nguyên trong khoảng cho phép.', en: 'Must be a whole number within its range.' },
  choice: { vi: 'Không phải giá trị được phép.', en: 'Not one of the allowed values.' },
  weight: {
    vi: 'Trọng số là số không âm, hoặc null nếu chưa đặt.',
    en: 'A weight is not negative, or null if not set.',
  },
  share: { vi: 'Phải từ 0 đến 1.', en: 'Must be between 0 and 1.' },
  codes: { vi: 'Phải là danh sách mã.', en: 'Must be a list of codes.' },
  question: {
    vi: 'Câu hỏi chung phải có khi và chỉ khi chỉ số lấy từ câu hỏi chung.',
    en: 'A general question is named exactly when the index comes from it.',
  },
  noEffect: {
    vi: 'Trọng số này không có tác dụng với cách tổng hợp đã chọn.',
    en: 'This weight has no effect under the chosen way of combining.',
  },
};

function fault(path: string, code: string): Fault {
  const text = TEXTS[code] ?? { vi: code, en: code };
  return { path, code, ...text };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0;
}
