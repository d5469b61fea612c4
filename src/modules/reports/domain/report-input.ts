import { type IndexDefinition } from '../../../method/index-definition.js';
import { type IndexStructure } from '../../../method/index-structure.js';
import { type IndexCell } from '../../../method/interval.js';
import { type Locale } from './report-document.js';
import { type Heading, type History, type RoundFacts, type TargetFacts } from './report-model.js';

/** Who issues the report and for whom, in the report's language. */
export interface Issuer {
  readonly parentAgency: string;
  readonly issuingAgency: string;
  /** Symbol behind the blank number, e.g. `BC-SNV`. */
  readonly symbol: string;
  readonly place: string;
  readonly recipients: readonly string[];
  readonly signature: Heading['signature'];
}

/** What a row of a table counts: a cell of the tallies with the name of its unit. */
export interface NamedCell {
  readonly code: string;
  readonly name: string;
  readonly cell: IndexCell;
}

/** An agency with its own cell; `level` is the code of one of the input's levels. */
export interface AgencyCell extends NamedCell {
  readonly level: string;
}

/** A level of administration, in the order of the report. `onSummary`: its ranking stands on page one. */
export interface LevelInput {
  readonly code: string;
  readonly name: string;
  readonly onSummary: boolean;
}

/** A perception or expectation question with counts; `n` = respondents to whom it was put and who answered. */
export interface ChoiceInput {
  readonly code: string;
  readonly text: string;
  readonly multiple: boolean;
  readonly n: number;
  readonly options: readonly { readonly code: string; readonly text: string; readonly count: number }[];
}

/** The wording of the satisfaction block: aspect, factor and criterion codes → text; the five levels, 1 first. */
export interface BlockTexts {
  readonly items: Readonly<Record<string, string>>;
  readonly levels: readonly string[];
}

/** Raw material of a report: counts and texts, no computed figure. All texts are in `locale`, all dates ISO. */
export interface ReportInput {
  readonly locale: Locale;
  readonly simulated: boolean;
  readonly generatedOn: string;
  readonly issuer: Issuer;
  readonly round: Omit<RoundFacts, 'channels'>;
  readonly definition: IndexDefinition;
  readonly structure: IndexStructure;
  readonly texts: BlockTexts;
  readonly target: TargetFacts | null;
  readonly history: History;
  readonly levels: readonly LevelInput[];
  readonly overall: IndexCell;
  readonly agencies: readonly AgencyCell[];
  readonly services: readonly NamedCell[];
  readonly channels: readonly NamedCell[];
  readonly perceptions: readonly ChoiceInput[];
  readonly expectations: readonly ChoiceInput[];
  readonly comments: number;
}
