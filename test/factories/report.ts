import { readFileSync } from 'node:fs';

import { SIPAS_2640 } from '../../src/method/built-in-definitions.js';
import { criteriaOf, groupsOf, type IndexStructure } from '../../src/method/index-structure.js';
import { type IndexCell, indexWithInterval } from '../../src/method/interval.js';
import { NO_ANSWERS, sumCounts } from '../../src/method/level-counts.js';
import { type CountsByCriterion } from '../../src/method/index-value.js';
import { momentsOfResponse } from '../../src/method/moments.js';
import { type Rank, rankUnits } from '../../src/method/ranking.js';
import { seededRandom } from '../../src/method/seeded-random.js';
import { figuresOf } from '../../src/modules/indices/domain/index-row.js';
import { type Locale } from '../../src/modules/reports/domain/report-document.js';
import {
  type AgencyFigures,
  type ChoiceInput,
  type Disclosed,
  type NamedFigures,
  type ReportInput,
} from '../../src/modules/reports/domain/report-input.js';

interface Wording {
  readonly vi: string;
  readonly en: string;
}
interface Template {
  readonly title: Wording;
  readonly scale: { readonly levels: readonly Wording[] };
  readonly satisfaction: readonly (Wording & {
    readonly factor: string;
    readonly criteria: readonly (Wording & { readonly code: string })[];
  })[];
  readonly perception: readonly (Wording & {
    readonly code: string;
    readonly options: readonly (Wording & { readonly code: string })[];
  })[];
  readonly expectation: readonly (Wording & {
    readonly code: string;
    readonly options?: readonly (Wording & { readonly code: string })[];
  })[];
}
interface Province {
  readonly districtLevel: readonly string[];
  readonly departmentsUsual: readonly string[];
  readonly publishedSipas: readonly { readonly year: number; readonly index: number }[];
  readonly parIndex2020: { readonly total: number; readonly parts: { readonly sipas: number } };
  readonly target: { readonly threshold: number; readonly due: string; readonly legalBasis: string };
  readonly source: string;
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8'));
}

const template = read('sipas-2640-template.json') as Template;
const province = read('binh-duong-2020.json') as Province;
const random = seededRandom('report-fixture');

const structure: IndexStructure = {
  aspects: [
    {
      code: 'service',
      factors: template.satisfaction.map(({ factor, criteria }) => ({
        code: factor,
        criteria: criteria.map(({ code }) => code),
      })),
    },
  ],
};
const codes = structure.aspects.flatMap((aspect) => aspect.factors.flatMap((factor) => factor.criteria));
const positions = groupsOf(structure).map(({ criteria }) => criteria.map((code) => codes.indexOf(code)));

/** A cell of `n` simulated respondents, satisfied with probability `share` on average, alike within one person. */
export function cellOf(n: number, share: number): IndexCell {
  const counts = codes.map(() => [0, 0, 0, 0, 0] as [number, number, number, number, number]);
  const moments = positions.flatMap(() => [0, 0, 0, 0, 0]);
  for (let person = 0; person < n; person += 1) {
    const mood = 0.6 * random.normal();
    const levels = codes.map((code, at) =>
      code.startsWith('PA') && random.normal() > 0.4 ? null : levelOf(share, mood, at),
    );
    levels.forEach((level, at) => {
      const row = counts[at];
      if (row && level !== null) row[level - 1] = (row[level - 1] ?? 0) + 1;
    });
    momentsOfResponse(positions, levels).forEach((value, at) => {
      moments[at] = (moments[at] ?? 0) + value;
    });
  }
  return {
    n,
    countsByCriterion: Object.fromEntries(codes.map((code, at) => [code, counts[at]])) as CountsByCriterion,
    moments,
  };
}

/** `share` of answers lie at 4 or 5; criteria differ a little. */
function levelOf(share: number, mood: number, at: number): number {
  const pull = Math.log(share / (1 - share)) + mood + 0.35 * Math.sin(at * 1.7);
  const draw = pull + 1.7 * random.normal() * 0.75;
  if (draw > 1.9) return 5;
  if (draw > 0) return 4;
  if (draw > -1.3) return 3;
  return draw > -2.2 ? 2 : 1;
}

function sumCells(cells: readonly IndexCell[]): IndexCell {
  const [first, ...rest] = cells;
  if (!first) throw new Error('a fixture needs a cell');
  return rest.reduce(
    (a, b) => ({
      n: a.n + b.n,
      countsByCriterion: Object.fromEntries(
        codes.map((code) => [
          code,
          (a.countsByCriterion[code] ?? []).map(
            (count, at) => count + (b.countsByCriterion[code]?.[at] ?? 0),
          ),
        ]),
      ) as unknown as CountsByCriterion,
      moments: a.moments.map((value, at) => value + (b.moments[at] ?? 0)),
    }),
    first,
  );
}

interface Unit {
  readonly code: string;
  readonly name: string;
  readonly cell: IndexCell;
}
interface Agency extends Unit {
  readonly level: string;
}

/** What the index tables say of a cell; too small a one is suppressed there. */
export function figuresOfCell(cell: IndexCell, item = 'overall', rank: Rank | null = null): Disclosed {
  const { index, interval } = indexWithInterval(SIPAS_2640, structure, item, cell);
  const levels = sumCounts(
    criteriaOf(structure, item).map((code) => cell.countsByCriterion[code] ?? NO_ANSWERS),
  );
  if (cell.n < 10) return { suppressed: true };
  const target = item === 'overall' ? province.target : undefined;
  return figuresOf({ n: cell.n, levels, index, interval }, SIPAS_2640, target, rank, 0);
}

/** The items of the whole. */
export function itemsOfCell(cell: IndexCell): Record<string, Disclosed> {
  const factors = structure.aspects.flatMap((aspect) => aspect.factors.map((factor) => factor.code));
  return Object.fromEntries(
    ['overall', ...factors, ...codes].map((item) => [item, figuresOfCell(cell, item)]),
  );
}

const named = ({ code, name, cell }: Unit): NamedFigures => ({ code, name, figures: figuresOfCell(cell) });

function ranked(agencies: readonly Agency[]): AgencyFigures[] {
  return ['department', 'district', 'commune'].flatMap((level) => {
    const members = agencies.filter((agency) => agency.level === level);
    const shown = members.filter(({ cell }) => cell.n >= 10);
    const ranks = rankUnits(
      shown.map(({ code, cell }) => {
        const { index, interval } = indexWithInterval(SIPAS_2640, structure, 'overall', cell);
        return {
          key: code,
          value: index.value,
          se: interval?.se ?? 0,
          effectiveN: interval?.effectiveN ?? 0,
        };
      }),
      level,
    );
    return members.map(({ code, name, cell }) => ({
      ...{ code, name, level },
      figures: figuresOfCell(cell, 'overall', ranks.get(code) ?? null),
    }));
  });
}

function agenciesOf(scale: number): Agency[] {
  const one =
    (level: string) =>
    (name: string, at: number, all: readonly string[]): Agency => ({
      code: `${level}-${String(at + 1).padStart(2, '0')}`,
      name,
      level,
      cell: cellOf(
        Math.max(
          4,
          Math.round(
            scale * (at === all.length - 1 ? 0.02 : at === all.length - 2 ? 0.03 : 0.5 + ((at * 7) % 5) / 5),
          ),
        ),
        0.97 - ((at * 11) % 17) * 0.013,
      ),
    });
  return [
    ...province.departmentsUsual.map(one('department')),
    ...province.districtLevel.map(one('district')),
    ...Array.from({ length: 12 }, (_, at) => `Xã minh họa ${at + 1}`).map(one('commune')),
  ];
}

function split(agencies: readonly Agency[], names: readonly string[], prefix: string): Unit[] {
  return names.map((name, at) => ({
    code: `${prefix}${at + 1}`,
    name,
    cell: sumCells(agencies.filter((_, index) => index % names.length === at).map((agency) => agency.cell)),
  }));
}

function choicesOf(locale: Locale, n: number): { perceptions: ChoiceInput[]; expectations: ChoiceInput[] } {
  const question =
    (multiple: boolean) =>
    (source: Template['expectation'][number]): ChoiceInput[] => {
      if (!source.options) return [];
      const total = source.options.length;
      const options = source.options.map((option, at) => ({
        code: option.code,
        text: option[locale],
        count: multiple
          ? Math.round(n * (0.45 - 0.04 * ((at * 5) % total)))
          : at < total - 1
            ? Math.round(n * (0.8 / 4 ** at))
            : 0,
      }));
      const last = options.at(-1);
      if (!multiple && last) last.count = n - options.reduce((sum, option) => sum + option.count, 0);
      return [{ code: source.code, text: source[locale], multiple, n, options }];
    };
  return {
    perceptions: template.perception.flatMap(question(false)),
    expectations: template.expectation.flatMap(question(true)),
  };
}

/** A whole round of a plausible province; `scale` = respondents of an ordinary agency. */
export function reportInput(changes: Partial<ReportInput> & { readonly scale?: number } = {}): ReportInput {
  const { scale = 60, ...given } = changes;
  const locale = given.locale ?? 'vi';
  const agencies = agenciesOf(scale);
  const overall = sumCells(agencies.map((agency) => agency.cell));
  const vi = locale === 'vi';
  const level = (code: string, name: string): ReportInput['levels'][number] => ({
    ...named({
      code,
      name,
      cell: sumCells(agencies.filter((agency) => agency.level === code).map(({ cell }) => cell)),
    }),
    onSummary: code !== 'commune',
  });
  return {
    locale,
    simulated: true,
    generatedOn: '2025-12-15',
    issuer: {
      parentAgency: vi ? 'ỦY BAN NHÂN DÂN TỈNH BÌNH DƯƠNG' : 'PEOPLE’S COMMITTEE OF BÌNH DƯƠNG PROVINCE',
      issuingAgency: vi ? 'SỞ NỘI VỤ' : 'DEPARTMENT OF HOME AFFAIRS',
      symbol: 'BC-SNV',
      place: 'Bình Dương',
      recipients: vi
        ? [
            'Chủ tịch UBND tỉnh (để báo cáo);',
            'Các sở, ban, ngành;',
            'UBND các huyện, thị xã, thành phố;',
            'Lưu: VT, CCHC.',
          ]
        : [
            'Chair of the People’s Committee;',
            'Departments;',
            'District-level People’s Committees;',
            'Archive.',
          ],
      signature: { authority: null, title: vi ? 'GIÁM ĐỐC' : 'DIRECTOR', name: '' },
    },
    round: {
      code: 'BD-2025-Q4',
      title: vi ? 'Quý IV năm 2025' : 'Fourth quarter of 2025',
      opensOn: '2025-10-01',
      closesOn: '2025-12-10',
      legalBasis: 'Quyết định 2640/QĐ-BNV ngày 10/10/2017',
      population: vi
        ? 'người dân, tổ chức đã giao dịch và nhận kết quả trong kỳ khảo sát'
        : 'people and organisations who transacted and received a result in the period',
      design: vi
        ? 'lấy ý kiến liên tục, người trả lời tự nguyện'
        : 'open stream, respondents answer of their own accord',
      probabilitySample: false,
      questionnaire: { code: 'sipas-2640', version: 1, title: template.title[locale] },
      responses: overall.n,
      flagged: 14,
    },
    definition: SIPAS_2640,
    structure,
    texts: {
      items: Object.fromEntries(
        template.satisfaction.flatMap((factor) => [
          [factor.factor, factor[locale]],
          ...factor.criteria.map((criterion) => [criterion.code, criterion[locale]]),
        ]),
      ) as Record<string, string>,
      levels: template.scale.levels.map((level) => level[locale]),
    },
    target: province.target,
    history: {
      points: province.publishedSipas.map(({ year, index }) => ({
        year,
        value: index,
        n: null,
        measuredBy: 'Bộ Nội vụ',
        source: province.source.split(';')[0] ?? '',
        rank: year === 2018 ? { place: 23, of: 63 } : null,
        alternatives:
          year === 2019
            ? [
                { value: '88,02', source: 'baobinhduong.vn, 06/06/2020' },
                { value: '88,2', source: 'eng.binhduong.gov.vn, 21/05/2020' },
              ]
            : [],
      })),
      breaks: [
        {
          beforeYear: 2022,
          note: vi
            ? 'Từ năm 2022 phương pháp thay đổi (Quyết định 1001/QĐ-BNV): không so sánh với các năm trước.'
            : 'The method changed in 2022 (Decision 1001/QĐ-BNV): not comparable with earlier years.',
        },
      ],
      parIndex: {
        year: 2020,
        points: province.parIndex2020.parts.sipas,
        of: 10,
        total: province.parIndex2020.total,
        source: province.source.split(';')[0] ?? '',
      },
    },
    levels: [
      level('department', vi ? 'Sở, ban, ngành' : 'Departments'),
      level('district', vi ? 'Cấp huyện' : 'District level'),
      level('commune', vi ? 'Cấp xã' : 'Commune level'),
    ],
    items: itemsOfCell(overall),
    agencies: ranked(agencies),
    services: split(
      agencies,
      vi
        ? ['Hộ tịch', 'Đất đai', 'Đăng ký kinh doanh', 'Xây dựng']
        : ['Civil status', 'Land', 'Business registration', 'Construction'],
      'LV',
    ).map(named),
    channels: split(
      agencies,
      vi ? ['Kiosk', 'Phiếu trực tuyến', 'Phiếu giấy'] : ['Kiosk', 'Web form', 'Paper'],
      'HT',
    ).map(named),
    ...choicesOf(locale, overall.n),
    comments: 37,
    ...given,
  };
}
