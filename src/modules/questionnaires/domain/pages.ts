import { questionsIn } from './condition.js';
import {
  isSatisfaction,
  type Block,
  type BlockKind,
  type Factor,
  type Question,
  type QuestionBlock,
  type QuestionnaireDefinition,
  type SatisfactionBlock,
  type Text,
} from './questionnaire.js';

/** One screen of a form: a factor with its criteria, or part of another block. */
export interface Page {
  /** Unique in the questionnaire and safe in a URL: factor or block code, `<block>.2` … for further parts. */
  readonly key: string;
  readonly kind: BlockKind;
  readonly title: Text;
  readonly presentation: 'matrix' | 'list';
  readonly questions: readonly Question[];
}

/** More questions than this on one screen make a phone scroll too long. */
const LONGEST_PAGE = 6;

/**
 * The pages in the order in which they are shown: one per factor, one for the general question, and
 * the other blocks split so that a question never stands on the page of the answer that shows or
 * hides it: branching then works without JavaScript.
 */
export function pagesOf(definition: QuestionnaireDefinition): readonly Page[] {
  return definition.blocks.flatMap((block: Block) =>
    isSatisfaction(block) ? factorPages(block) : partPages(block),
  );
}

function factorPages(block: SatisfactionBlock): readonly Page[] {
  const pages = block.aspects.flatMap((aspect) => aspect.factors.map(factorPage));
  if (block.general === undefined) return pages;
  const general: Page = {
    key: block.general.code,
    kind: 'satisfaction',
    title: block.title,
    presentation: 'list',
    questions: [block.general],
  };
  return [...pages, general];
}

function factorPage(factor: Factor): Page {
  return {
    key: factor.code,
    kind: 'satisfaction',
    title: factor.text,
    presentation: factor.presentation,
    questions: factor.criteria.map((criterion) =>
      factor.notApplicable ? { ...criterion, notApplicable: true } : criterion,
    ),
  };
}

function partPages(block: QuestionBlock): readonly Page[] {
  return splitQuestions(block.questions).map((questions, index) => ({
    key: index === 0 ? block.code : `${block.code}.${index + 1}`,
    kind: block.kind,
    title: block.title,
    presentation: 'list',
    questions,
  }));
}

function splitQuestions(questions: readonly Question[]): readonly (readonly Question[])[] {
  const parts: Question[][] = [];
  let codes = new Set<string>();
  for (const question of questions) {
    const current = parts.at(-1);
    const dependsOnPage =
      question.visibleIf !== undefined && questionsIn(question.visibleIf).some((code) => codes.has(code));
    if (current === undefined || dependsOnPage || current.length >= LONGEST_PAGE) {
      parts.push([question]);
      codes = new Set([question.code]);
    } else {
      current.push(question);
      codes.add(question.code);
    }
  }
  return parts;
}
