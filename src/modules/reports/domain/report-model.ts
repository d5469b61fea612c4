import {
  type HistoryFigure,
  type LevelsFigure,
  type Locale,
  type RankingFigure,
  type Section,
  type Table,
  type Verdict,
} from './report-document.js';

/** An interval at 95 %, in per cent, with the name of the estimator that made it. */
export interface IntervalFigure {
  readonly low: number;
  readonly high: number;
  readonly method: string;
}

/** How an index stands against the target: the distance is in percentage points, negative when below. */
export interface TargetStanding {
  readonly distance: number;
  readonly verdict: Verdict;
  readonly byPoint: 'met' | 'notMet';
  /** Respondents that would decide an undecidable verdict at the present share; null when decided or out of reach. */
  readonly decidingN: number | null;
}

/** One computed index: n respondents, N = answers, both printed beside it wherever it stands. */
export interface IndexFigure {
  readonly suppressed: false;
  readonly n: number;
  readonly answers: number;
  readonly index: number;
  readonly interval: IntervalFigure | null;
  readonly target: TargetStanding | null;
}

/** A cell under the disclosure threshold: it carries no figure at all (method.md §5). */
export interface SuppressedFigure {
  readonly suppressed: true;
}

export type Figure = IndexFigure | SuppressedFigure;

/** The head, foot and signature of an administrative report, Decree 30/2020/NĐ-CP, Appendix I. */
export interface Heading {
  readonly parentAgency: string;
  readonly issuingAgency: string;
  /** Number and symbol; the number is left blank for the clerk, e.g. `Số:        /BC-SNV`. */
  readonly number: string;
  readonly nationalTitle: string;
  readonly motto: string;
  /** Place and date as one line, e.g. `Bình Dương, ngày 15 tháng 12 năm 2025`. */
  readonly placeAndDate: string;
  readonly documentType: string;
  readonly subject: string;
  readonly recipients: readonly string[];
  /** Signature block: authority, title of the signer; the name may be blank. */
  readonly signature: { readonly authority: string | null; readonly title: string; readonly name: string };
}

/** How the round was carried out. Dates are ISO `yyyy-mm-dd`. */
export interface RoundFacts {
  readonly code: string;
  readonly title: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly legalBasis: string;
  readonly population: string;
  /** How respondents were reached, as a sentence. */
  readonly design: string;
  /** False for open streams, whose intervals cannot speak of those who did not answer. */
  readonly probabilitySample: boolean;
  readonly questionnaire: { readonly code: string; readonly version: number; readonly title: string };
  readonly channels: readonly { readonly code: string; readonly name: string; readonly n: number }[];
  readonly responses: number;
  readonly flagged: number;
}

/** With what the figures were computed: printed with every report (method.md §2). */
export interface DefinitionFacts {
  readonly code: string;
  readonly version: number;
  readonly formula: string;
  readonly combine: string;
  readonly digits: number;
  readonly note: string;
}

export interface TargetFacts {
  readonly threshold: number;
  readonly due: string;
  readonly legalBasis: string;
}

/** One published value of a year; `alternatives` are other values that were published for the same year. */
export interface HistoryPoint {
  readonly year: number;
  readonly value: number;
  /** Respondents, where published. */
  readonly n: number | null;
  readonly measuredBy: string;
  readonly source: string;
  readonly rank: { readonly place: number; readonly of: number } | null;
  readonly alternatives: readonly { readonly value: string; readonly source: string }[];
}

/** The part that SIPAS plays in the province's PAR INDEX of a year, in points. */
export interface ParIndexPart {
  readonly year: number;
  readonly points: number;
  readonly of: number;
  readonly total: number;
  readonly source: string;
}

export interface History {
  readonly points: readonly HistoryPoint[];
  /** The series may not be joined across the start of such a year (method.md §1). */
  readonly breaks: readonly { readonly beforeYear: number; readonly note: string }[];
  readonly parIndex: ParIndexPart | null;
}

/** One agency in the ranking of its level; a suppressed agency has neither figure nor place. */
export interface RankedAgency {
  readonly code: string;
  readonly name: string;
  readonly figure: Figure;
  readonly rank: {
    readonly place: number;
    readonly of: number;
    readonly low: number;
    readonly high: number;
  } | null;
}

/** Agencies of one level, best first, suppressed ones last. `onSummary` levels stand on page one. */
export interface Ranking {
  readonly level: string;
  readonly levelName: string;
  readonly onSummary: boolean;
  readonly agencies: readonly RankedAgency[];
}

/** Answers at the five levels, from 1 (very dissatisfied) to 5, with shares in per cent of N. */
export interface Distribution {
  readonly counts: readonly number[];
  readonly shares: readonly number[];
}

/** A criterion or factor with its figure; the distribution is absent where the figure is suppressed. */
export interface ItemResult {
  readonly code: string;
  readonly name: string;
  readonly factor: string | null;
  readonly figure: Figure;
  readonly distribution: Distribution | null;
}

/** A level of administration, a service field or a channel. */
export interface GroupResult {
  readonly code: string;
  readonly name: string;
  readonly figure: Figure;
}

/** A perception or expectation question: shares of respondents; sums pass 100 % where several may be chosen. */
export interface ChoiceResult {
  readonly code: string;
  readonly text: string;
  readonly multiple: boolean;
  readonly n: number | null;
  readonly options: readonly {
    readonly code: string;
    readonly text: string;
    readonly count: number;
    readonly share: number;
  }[];
}

/** Page one: what a leader reads in three minutes. */
export interface Summary {
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly history: HistoryFigure;
  readonly rankings: readonly RankingFigure[];
  readonly strongest: LevelsFigure;
  readonly weakest: LevelsFigure;
}

/**
 * A report as pure data. Renderers print it and compute no figure; every text is in `locale`, every figure
 * is rounded by the definition. `sections` and `annexes` are the body in order, made from the facts before them.
 */
export interface ReportModel {
  readonly locale: Locale;
  /** Made from simulated answers: a banner on every page and sheet of every format says so. */
  readonly simulated: boolean;
  /** ISO date of the figures; file dates are taken from it, so that the same model gives the same bytes. */
  readonly generatedOn: string;
  readonly heading: Heading;
  readonly round: RoundFacts;
  readonly definition: DefinitionFacts;
  /** Names of the five levels, 1 first. */
  readonly levelNames: readonly string[];
  readonly target: TargetFacts | null;
  readonly summary: Summary;
  readonly overall: Figure;
  readonly history: History;
  readonly rankings: readonly Ranking[];
  readonly strongest: readonly ItemResult[];
  readonly weakest: readonly ItemResult[];
  readonly factors: readonly ItemResult[];
  readonly criteria: readonly ItemResult[];
  readonly levels: readonly GroupResult[];
  readonly services: readonly GroupResult[];
  readonly channels: readonly GroupResult[];
  readonly perceptions: readonly ChoiceResult[];
  readonly expectations: readonly ChoiceResult[];
  readonly comments: number;
  readonly sections: readonly Section[];
  readonly annexes: readonly Table[];
}

/** A report before its summary, sections and annexes are composed. */
export type ReportFacts = Omit<ReportModel, 'summary' | 'sections' | 'annexes'>;
