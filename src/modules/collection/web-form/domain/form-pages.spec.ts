import { compileCheck } from '../../../questionnaires/domain/answer-check.js';
import { criteriaOf } from '../../../questionnaires/domain/questionnaire.js';
import { sipas2640 } from '../../../questionnaires/templates/sipas-2640.template.js';
import { faultsOn, firstFaultyPage, pageAfter, visiblePages } from './form-pages.js';

const definition = sipas2640();
const check = compileCheck(definition);
const allLevels = Object.fromEntries(criteriaOf(definition).map(({ code }) => [code, ['4']]));

describe('the pages of a form', () => {
  it('begin with one per factor', () => {
    const keys = visiblePages(definition, {}).map(({ key }) => key);
    expect(keys.slice(0, 5)).toEqual(['TC', 'TT', 'CC', 'KQ', 'PA']);
  });

  it('ask a question once an answer makes it necessary, on a later page', () => {
    const asked = (typed: Record<string, string[]>): string[] =>
      visiblePages(definition, typed).flatMap(({ questions }) => questions.map(({ code }) => code));
    expect(asked({})).not.toContain('ND3');
    expect(asked({ ND2: ['late'] })).toContain('ND3');
  });

  it('name the questions of one page that are missing', () => {
    const [first] = visiblePages(definition, {});
    const faults = first && faultsOn(first, definition, check, { TC1: ['5'], TC2: ['7'] });
    expect([...(faults?.entries() ?? [])].map(([code, fault]) => [code, fault.code])).toEqual([
      ['TC2', 'wrong-type'],
      ['TC3', 'required'],
      ['TC4', 'required'],
    ]);
  });

  it('lead to the first that is not complete, and nowhere once all are', () => {
    expect(firstFaultyPage(definition, check, { ...allLevels, TT3: [] })?.key).toBe('TT');
    expect(firstFaultyPage(definition, check, allLevels)).toBeUndefined();
  });

  it('follow one another up to the last', () => {
    const pages = visiblePages(definition, {});
    expect(pageAfter(pages, 'TC')?.key).toBe('TT');
    expect(pageAfter(pages, pages.at(-1)?.key ?? '')).toBeUndefined();
  });
});
