import { type IndexStructure } from '../../../method/index-structure.js';
import { type Condition } from './condition.js';

/**
 * What a questionnaire is, as plain data: the shape stored in `questionnaire_version.definition`,
 * sent by `GET /api/v1/rounds/{round}` and read by every channel. Codes are opaque, case-sensitive
 * and unique in the whole definition (blocks, aspects, factors and questions together), because
 * index items, pages and answers all refer to them by code alone.
 */

/** One wording in any number of languages: BCP-47 tag → text. Vietnamese (`vi`) is always present. */
export type Text = Readonly<Record<string, string>>;

/** Where a wording comes from. Kept with each wording, because the law fixes some of them. */
export type Provenance = 'verbatim' | 'topic' | 'reconstruction' | 'own';

export const PROVENANCES: readonly Provenance[] = ['verbatim', 'topic', 'reconstruction', 'own'];

export interface Option {
  readonly code: string;
  readonly text: Text;
}

/** Something that must hold when the question is answered, with what to tell the respondent if not. */
export interface Constraint {
  readonly condition: Condition;
  readonly message: Text;
}

export interface QuestionBase {
  readonly code: string;
  readonly text: Text;
  readonly help?: Text;
  readonly provenance?: Provenance;
  readonly required: boolean;
  /** Whether "does not apply" is offered. It is stored as not answered and never counts in N. */
  readonly notApplicable: boolean;
  readonly visibleIf?: Condition;
  readonly constraint?: Constraint;
}

export interface Likert5Question extends QuestionBase {
  readonly type: 'likert5';
}

export interface SmileyQuestion extends QuestionBase {
  readonly type: 'smiley';
}

export interface SingleQuestion extends QuestionBase {
  readonly type: 'single';
  readonly options: readonly Option[];
}

/** `min` and `max` are numbers of choices; 0 and the number of options when absent. */
export interface MultipleQuestion extends QuestionBase {
  readonly type: 'multiple';
  readonly options: readonly Option[];
  readonly min?: number;
  readonly max?: number;
}

export interface NumberQuestion extends QuestionBase {
  readonly type: 'number';
  readonly min?: number;
  readonly max?: number;
  readonly integer: boolean;
}

/** `maxLength` in UTF-16 units, as browsers count for `maxlength`. */
export interface TextQuestion extends QuestionBase {
  readonly type: 'text';
  readonly maxLength: number;
}

/** `min` and `max` as `YYYY-MM-DD`, both included. */
export interface DateQuestion extends QuestionBase {
  readonly type: 'date';
  readonly min?: string;
  readonly max?: string;
}

export interface YesNoQuestion extends QuestionBase {
  readonly type: 'yesNo';
}

export type Question =
  | Likert5Question
  | SmileyQuestion
  | SingleQuestion
  | MultipleQuestion
  | NumberQuestion
  | TextQuestion
  | DateQuestion
  | YesNoQuestion;

export type QuestionType = Question['type'];

/** A satisfaction criterion is a five-level question that enters the index. */
export type Criterion = Likert5Question;

export interface Factor {
  readonly code: string;
  readonly text: Text;
  readonly provenance?: Provenance;
  /** "Does not apply" is offered for every criterion of the factor. */
  readonly notApplicable: boolean;
  readonly presentation: 'matrix' | 'list';
  readonly criteria: readonly Criterion[];
}

export interface Aspect {
  readonly code: string;
  readonly text: Text;
  readonly provenance?: Provenance;
  readonly factors: readonly Factor[];
}

interface BlockBase {
  readonly code: string;
  readonly title: Text;
  readonly provenance?: Provenance;
}

/** Questions that never enter the index: shares of answers or of respondents are reported of them. */
export interface QuestionBlock extends BlockBase {
  readonly kind: 'perception' | 'expectation' | 'profile';
  readonly questions: readonly Question[];
}

export interface SatisfactionBlock extends BlockBase {
  readonly kind: 'satisfaction';
  readonly aspects: readonly Aspect[];
  /** A separate overall question, asked after the criteria. */
  readonly general?: Likert5Question;
}

export type Block = QuestionBlock | SatisfactionBlock;
export type BlockKind = Block['kind'];

export type Level = 1 | 2 | 3 | 4 | 5;

export interface ScaleLevel {
  readonly value: Level;
  readonly text: Text;
}

export interface Scale {
  readonly code: string;
  /** Five levels, 1 (very dissatisfied) to 5 (very satisfied), in that order. */
  readonly levels: readonly ScaleLevel[];
}

export interface QuestionnaireDefinition {
  readonly code: string;
  readonly title: Text;
  readonly legalBasis?: string;
  /** Who is asked. */
  readonly respondent?: Text;
  /** What each provenance means in this questionnaire. */
  readonly provenanceKey?: Readonly<Partial<Record<Provenance, Text>>>;
  readonly scale: Scale;
  /** BCP-47 tags in which every wording exists; `vi` first. */
  readonly languages: readonly string[];
  readonly blocks: readonly Block[];
}

/** The text in `locale`, else in its base language (`en-GB` → `en`), else in Vietnamese. */
export function textIn(text: Text, locale: string): string {
  return text[locale] ?? text[locale.split('-')[0] ?? ''] ?? text['vi'] ?? '';
}

/**
 * The criteria in the fixed order of the stored `smallint[]` of levels: document order, and the
 * general question, when there is one, last.
 */
export function criteriaOf(definition: QuestionnaireDefinition): readonly Criterion[] {
  const blocks = definition.blocks.filter(isSatisfaction);
  const criteria = blocks.flatMap((block) =>
    block.aspects.flatMap((aspect) => aspect.factors.flatMap((factor) => factor.criteria)),
  );
  return [...criteria, ...blocks.flatMap((block) => block.general ?? [])];
}

/** All questions outside the satisfaction block, in document order. */
export function questionsOf(definition: QuestionnaireDefinition): readonly Question[] {
  return definition.blocks.flatMap((block) => (isSatisfaction(block) ? [] : block.questions));
}

/** Every question and criterion in the order in which they are asked. */
export function everyQuestionOf(definition: QuestionnaireDefinition): readonly Question[] {
  return definition.blocks.flatMap((block): readonly Question[] => {
    if (!isSatisfaction(block)) return block.questions;
    const criteria = block.aspects.flatMap((aspect) => aspect.factors.flatMap((factor) => factor.criteria));
    return block.general === undefined ? criteria : [...criteria, block.general];
  });
}

/** The codes of all criteria that accept "does not apply", by their own mark or by their factor's. */
export function notApplicableCodes(definition: QuestionnaireDefinition): ReadonlySet<string> {
  const own = everyQuestionOf(definition).filter((question) => question.notApplicable);
  const byFactor = factorsOf(definition).filter((factor) => factor.notApplicable);
  return new Set([...own, ...byFactor.flatMap((factor) => factor.criteria)].map((question) => question.code));
}

/** The factors in document order. */
export function factorsOf(definition: QuestionnaireDefinition): readonly Factor[] {
  return definition.blocks
    .filter(isSatisfaction)
    .flatMap((block) => block.aspects.flatMap((aspect) => aspect.factors));
}

export function isSatisfaction(block: Block): block is SatisfactionBlock {
  return block.kind === 'satisfaction';
}

/** The tree that `src/method/` computes over; its criteria stand in the order of `criteriaOf`. */
export function indexStructureOf(definition: QuestionnaireDefinition): IndexStructure {
  const blocks = definition.blocks.filter(isSatisfaction);
  const general = blocks.flatMap((block) => block.general ?? [])[0]?.code;
  const aspects = blocks.flatMap((block) =>
    block.aspects.map((aspect) => ({
      code: aspect.code,
      factors: aspect.factors.map((factor) => ({
        code: factor.code,
        criteria: factor.criteria.map((criterion) => criterion.code),
      })),
    })),
  );
  return general === undefined ? { aspects } : { aspects, general };
}
