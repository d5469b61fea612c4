import { type IndexDefinition } from '../../../method/index-definition.js';
import { type IndexStructure } from '../../../method/index-structure.js';
import { type IndexFigures } from '../../indices/domain/index-row.js';
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

/** A cell of the index tables, disclosed and rounded there: a report prints it and computes no index itself. */
export type Disclosed = IndexFigures | { readonly suppressed: true };

/** A unit of a table with its overall index. */
export interface NamedFigures {
  readonly code: string;
  readonly name: string;
  readonly figures: Disclosed;
}

/** An agency with its own figures; `level` is the code of one of the input's levels. */
export interface AgencyFigures extends NamedFigures {
  readonly level: string;
}

/** A level of administration, in the order of the report. `onSummary`: its ranking stands on page one. */
export interface LevelInput extends NamedFigures {
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

/** Raw material of a report: figures of the index tables, counts of choices, and texts. All texts are in `locale`, all dates ISO. */
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
  /** Figures of the whole by item: `overall`, factors and criteria. */
  readonly items: Readonly<Record<string, Disclosed>>;
  readonly agencies: readonly AgencyFigures[];
  readonly services: readonly NamedFigures[];
  readonly channels: readonly NamedFigures[];
  readonly perceptions: readonly ChoiceInput[];
  readonly expectations: readonly ChoiceInput[];
  readonly comments: number;
}
