import { readDataFile } from '../platform/config/package-root.js';
import { type RoundFile } from '../modules/rounds/domain/round-file.js';

/** The round that the simulated citizens answer. */
export const DEMONSTRATION_ROUND = 'BD-2025-H1';
/** The open round in which a visitor tries the form. */
export const TRIAL_ROUND = 'BD-DUNG-THU';

interface TargetData {
  readonly target: { readonly threshold: number; readonly due: string; readonly legalBasis: string };
}

const QUESTIONNAIRE = { code: 'sipas-2640', version: 1 } as const;
const LEGAL_BASIS = 'Đợt minh họa, không có quyết định ban hành';

function targets(): RoundFile['targets'] {
  const { target } = JSON.parse(readDataFile('binh-duong-2020.json')) as TargetData;
  return [{ item: 'overall', threshold: target.threshold, due: target.due, legalBasis: target.legalBasis }];
}

/** First half of 2025: the last round on the map with districts. */
export function demonstrationRound(services: readonly string[]): RoundFile {
  return {
    code: DEMONSTRATION_ROUND,
    title: { vi: 'Đo lường sự hài lòng 6 tháng đầu năm 2025', en: 'Satisfaction survey, first half of 2025' },
    measuringAgency: 'BD',
    population: {
      vi: 'Người dân, tổ chức đã nhận kết quả giải quyết thủ tục hành chính',
      en: 'Citizens and organisations that received the result of an administrative procedure',
    },
    questionnaire: QUESTIONNAIRE,
    index: QUESTIONNAIRE,
    from: '2025-01-01',
    to: '2025-06-30',
    channels: ['kiosk', 'web', 'qr', 'paper', 'telephone'],
    agencies: { under: 'BD', levels: ['department', 'district', 'commune'] },
    services,
    legalBasis: LEGAL_BASIS,
    simulated: true,
    targets: targets(),
  };
}

/** An open round over the agencies of today, for whoever wants to see the form. */
export function trialRound(services: readonly string[], today: Date): RoundFile {
  const year = today.getUTCFullYear();
  return {
    ...demonstrationRound(services),
    code: TRIAL_ROUND,
    title: { vi: `Đợt dùng thử năm ${year}`, en: `Trial round ${year}` },
    measuringAgency: 'HCM',
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    channels: ['web', 'qr'],
    agencies: { under: 'HCM', levels: ['department', 'commune'] },
    targets: [],
  };
}
