import { type Publication } from '../../rounds/domain/publication.js';
import { type History, type HistoryPoint } from './report-model.js';

/** What the publications themselves do not say. */
export interface HistoryFacts {
  /** How many provinces were ranked in a year. */
  readonly provincesIn: (year: number) => number;
  /** Points of 100 that SIPAS is worth in PAR INDEX; null when unknown. */
  readonly sipasPoints: number | null;
  /** What is told of the change to another generation, by its first year. */
  readonly breakNote: (year: number) => string;
}

/** The part of PAR INDEX that SIPAS makes up, as its source names it. */
const SIPAS_PART = 'Chỉ số SIPAS';

/** The name under which a province is published: `Tỉnh Bình Dương` is `Bình Dương`. */
export function publishedUnitOf(name: string): string {
  return name.replace(/^(Tỉnh|Thành phố)\s+/u, '');
}

/**
 * The published series of one province. Of several values for a year the first imported one is shown and the others
 * are told beside it; a year of which only a rank was printed is left out.
 * @param sipas values under SIPAS by year, in the order of import
 * @param parIndex values under PAR INDEX, totals and parts
 */
export function publishedHistory(
  sipas: readonly Publication[],
  parIndex: readonly Publication[],
  facts: HistoryFacts,
): History {
  const printed = sipas.filter(({ item, printed: value }) => item === 'overall' && value !== null);
  const yearsOf = (rows: readonly Publication[]): number[] =>
    [...new Set(rows.map(({ year }) => year))].sort((a, b) => a - b);
  const years = yearsOf(printed);
  // A year of which only a rank is known tells when the method changed, too.
  const known = yearsOf(sipas);
  return {
    points: years.map((year) =>
      pointOf(
        printed.filter((publication) => publication.year === year),
        facts,
      ),
    ),
    breaks: known.flatMap((year, nth) => {
      const before = generationIn(sipas, known[nth - 1]);
      return before === undefined || before === generationIn(sipas, year)
        ? []
        : [{ beforeYear: year, note: facts.breakNote(year) }];
    }),
    parIndex: partOf(parIndex, facts.sipasPoints),
  };
}

function generationIn(publications: readonly Publication[], year: number | undefined): string | undefined {
  return publications.find((publication) => publication.year === year)?.generation;
}

function pointOf(ofYear: readonly Publication[], { provincesIn }: HistoryFacts): HistoryPoint {
  const [first, ...others] = ofYear;
  if (first === undefined) throw new Error('A year of the series has no value');
  const place = ofYear.find(({ rank }) => rank !== null)?.rank ?? null;
  return {
    year: first.year,
    value: Number(first.printed),
    n: null,
    measuredBy: first.measuringBody,
    source: first.source,
    rank: place === null ? null : { place, of: provincesIn(first.year) },
    alternatives: others.map(({ printed, source }) => ({ value: printed ?? '', source })),
  };
}

/** The latest year of which both the total and the part of SIPAS are known. */
function partOf(publications: readonly Publication[], of: number | null): History['parIndex'] {
  const parts = publications.filter(({ item, printed }) => item === SIPAS_PART && printed !== null);
  const part = parts.sort((a, b) => b.year - a.year)[0];
  const total = publications.find(
    ({ item, year, printed }) => item === 'overall' && year === part?.year && printed !== null,
  );
  if (part === undefined || total === undefined || of === null) return null;
  return {
    year: part.year,
    points: Number(part.printed),
    of,
    total: Number(total.printed),
    source: part.source,
  };
}
