import { readFileSync } from 'node:fs';
import { criteriaOf as criteriaOfStructure } from '../../../method/index-structure.js';
import { sipas2640 } from '../templates/sipas-2640.template.js';
import { checkDefinition } from './definition-check.js';
import { pagesOf } from './pages.js';
import {
  criteriaOf,
  everyQuestionOf,
  indexStructureOf,
  notApplicableCodes,
  questionsOf,
  textIn,
  type QuestionnaireDefinition,
} from './questionnaire.js';
import { visibleCodes } from './visibility.js';

interface TemplateFile {
  readonly satisfaction: readonly {
    readonly factor: string;
    readonly criteria: readonly { readonly code: string; readonly vi: string; readonly provenance: string }[];
  }[];
}

const definition = sipas2640();
const file = JSON.parse(
  readFileSync(new URL('../../../../data/sipas-2640-template.json', import.meta.url), 'utf8'),
) as TemplateFile;

describe('the template of Decision 2640', () => {
  it('has the 22 criteria of the file, word for word, each with its provenance', () => {
    const expected = file.satisfaction.flatMap((factor) => factor.criteria);
    const actual = criteriaOf(definition).map(({ code, text, provenance }) => ({
      code,
      vi: text['vi'],
      provenance,
    }));
    expect(actual).toEqual(expected.map(({ code, vi, provenance }) => ({ code, vi, provenance })));
    expect(actual).toHaveLength(22);
  });

  it('allows "does not apply" in the fifth factor only', () => {
    expect([...notApplicableCodes(definition)]).toEqual(['PA1', 'PA2', 'PA3', 'PA4']);
  });

  it('keeps the provenance of every other question', () => {
    expect(questionsOf(definition).map((question) => [question.code, question.provenance])).toEqual(
      ['ND1', 'ND2', 'ND3', 'ND4', 'ND5', 'MD1', 'YK1', 'TN1', 'TN2', 'TN3'].map((code) => [code, 'own']),
    );
    expect(Object.keys(definition.provenanceKey ?? {})).toEqual([
      'verbatim',
      'topic',
      'reconstruction',
      'own',
    ]);
  });

  it('is itself a valid definition', () => {
    expect(checkDefinition(JSON.parse(JSON.stringify(definition)))).toEqual(definition);
  });

  it('gives the method its structure, criteria in the order of the stored levels', () => {
    const structure = indexStructureOf(definition);
    expect(structure.aspects.map((aspect) => aspect.code)).toEqual(['DV']);
    expect(structure.aspects[0]?.factors.map((factor) => factor.code)).toEqual([
      'TC',
      'TT',
      'CC',
      'KQ',
      'PA',
    ]);
    expect(criteriaOfStructure(structure)).toEqual(criteriaOf(definition).map((criterion) => criterion.code));
    expect(structure).not.toHaveProperty('general');
  });

  it('asks the announcement of a delay only after a delay', () => {
    expect(visibleCodes(definition, { ND2: 'late' }).has('ND3')).toBe(true);
    expect(visibleCodes(definition, { ND2: 'early' }).has('ND3')).toBe(false);
  });
});

describe('pages', () => {
  const pages = pagesOf(definition);

  it('are one per factor, and others split where an answer shows a question', () => {
    expect(
      pages.map((page) => [page.key, page.questions.map((question) => question.code).join(' ')]),
    ).toEqual([
      ['TC', 'TC1 TC2 TC3 TC4'],
      ['TT', 'TT1 TT2 TT3 TT4 TT5'],
      ['CC', 'CC1 CC2 CC3 CC4 CC5 CC6'],
      ['KQ', 'KQ1 KQ2 KQ3'],
      ['PA', 'PA1 PA2 PA3 PA4'],
      ['ND', 'ND1 ND2'],
      ['ND.2', 'ND3 ND4 ND5'],
      ['MD', 'MD1 YK1'],
      ['TN', 'TN1 TN2 TN3'],
    ]);
  });

  it('hold every question once', () => {
    expect(pages.flatMap((page) => page.questions.map((question) => question.code))).toEqual(
      everyQuestionOf(definition).map((question) => question.code),
    );
  });
});

describe('a general question', () => {
  const general = {
    type: 'likert5',
    code: 'TQ',
    text: { vi: 'Nhìn chung' },
    required: true,
    notApplicable: false,
  } as const;
  const blocks = definition.blocks.map((block) =>
    block.kind === 'satisfaction' ? { ...block, general } : block,
  );
  const withGeneral: QuestionnaireDefinition = { ...definition, blocks };

  it('stands last among the levels, outside every factor, on a page of its own', () => {
    expect(criteriaOf(withGeneral).at(-1)?.code).toBe('TQ');
    expect(indexStructureOf(withGeneral).general).toBe('TQ');
    expect(pagesOf(withGeneral)[5]?.key).toBe('TQ');
  });
});

describe('text in a language', () => {
  const text = { vi: 'Có', en: 'Yes', 'zh-Hant': '是' };

  it.each([
    ['vi', 'Có'],
    ['en', 'Yes'],
    ['en-GB', 'Yes'],
    ['zh-Hant', '是'],
    ['fr', 'Có'],
    ['', 'Có'],
  ])('%s → %s', (locale, expected) => {
    expect(textIn(text, locale)).toBe(expected);
  });
});
