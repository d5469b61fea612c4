import { type IndexDefinition } from './index-definition.js';

const MISSING = { excludedCodes: ['blank', 'dontKnow', 'notApplicable'], leastShareAnswered: 0 } as const;
const TO_CONFIRM = {
  vi: 'Công thức chưa đọc được trong chính văn bản của Quyết định; tỉnh xác nhận trước khi dùng chính thức.',
  en: 'The formula could not be read in the text of the Decision itself; the province confirms it before official use.',
};

/** Decision 2640/QĐ-BNV (2017–2021): share of satisfied answers, every answer counts once (method §2). */
export const SIPAS_2640: IndexDefinition = {
  code: 'sipas-2640',
  version: 1,
  title: {
    vi: 'Chỉ số hài lòng theo Quyết định 2640/QĐ-BNV (tỷ lệ hài lòng và rất hài lòng)',
    en: 'Satisfaction index under Decision 2640/QĐ-BNV (share of satisfied and very satisfied)',
  },
  formula: 'topTwoBox',
  combine: 'pooledAnswers',
  generalQuestion: null,
  weights: { criteria: {}, factors: {}, aspects: {} },
  acrossUnits: 'pooledRespondents',
  missing: MISSING,
  rounding: { digits: 2, at: 'end' },
  note: TO_CONFIRM,
};

/**
 * Decision 1001/QĐ-BNV (2023–2026): mean of the maximum, mean of means over the aspects policy and service.
 * The aspect weights are left to the province: published figures fit 0.615–0.640 for policy, never ½ (method §2).
 */
export const SIPAS_1001: IndexDefinition = {
  code: 'sipas-1001',
  version: 1,
  title: {
    vi: 'Chỉ số hài lòng theo Quyết định 1001/QĐ-BNV (điểm trung bình so với điểm tối đa)',
    en: 'Satisfaction index under Decision 1001/QĐ-BNV (mean as a share of the maximum)',
  },
  formula: 'meanOfMaximum',
  combine: 'meanOfMeans',
  generalQuestion: null,
  weights: { criteria: {}, factors: {}, aspects: { policy: null, service: null } },
  acrossUnits: 'pooledRespondents',
  missing: MISSING,
  rounding: { digits: 2, at: 'end' },
  note: {
    vi: `${TO_CONFIRM.vi} Trọng số của hai khía cạnh do tỉnh đặt; số liệu công bố toàn quốc khớp với trọng số chính sách 0,615–0,640, không khớp với 0,5.`,
    en: `${TO_CONFIRM.en} The province sets the weights of the two aspects; the published national figures fit a policy weight of 0.615–0.640, not 0.5.`,
  },
};

export const BUILT_IN_DEFINITIONS: readonly IndexDefinition[] = [SIPAS_2640, SIPAS_1001];
