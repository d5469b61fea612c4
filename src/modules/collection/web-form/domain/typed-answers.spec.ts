import { type Question } from '../../../questionnaires/domain/questionnaire.js';
import { sipas2640 } from '../../../questionnaires/templates/sipas-2640.template.js';
import { answersOf, readTyped } from './typed-answers.js';

const base = { code: 'A', text: { vi: 'A' }, required: true, notApplicable: false };
const number: Question = { ...base, type: 'number', integer: false };

describe('readTyped', () => {
  it.each<[string, Question, readonly string[], unknown]>([
    ['a level', { ...base, type: 'likert5' }, ['4'], 4],
    ['a level that does not exist', { ...base, type: 'likert5' }, ['9'], '9'],
    ['does not apply', { ...base, type: 'likert5' }, ['na'], null],
    ['nothing', { ...base, type: 'smiley' }, [], null],
    ['a decimal comma', number, ['1 234,5'], 1234.5],
    ['a decimal point', number, ['3.5'], 3.5],
    ['no number', number, ['ba'], 'ba'],
    ['a power', number, ['1e9'], '1e9'],
    ['yes', { ...base, type: 'yesNo' }, ['yes'], true],
    ['no', { ...base, type: 'yesNo' }, ['no'], false],
    ['lines of a text', { ...base, type: 'text', maxLength: 20 }, [' a\r\nb '], 'a\nb'],
    ['blank text', { ...base, type: 'text', maxLength: 20 }, ['  '], null],
    ['several choices', { ...base, type: 'multiple', options: [] }, ['x', 'y'], ['x', 'y']],
    ['no choice', { ...base, type: 'multiple', options: [] }, [], []],
    ['a day', { ...base, type: 'date' }, ['2025-05-05'], '2025-05-05'],
  ])('reads %s', (_name, question, typed, expected) => {
    expect(readTyped(question, typed)).toEqual(expected);
  });
});

describe('answersOf', () => {
  it('leaves out what another answer has hidden', () => {
    const late = answersOf(sipas2640(), { ND2: ['late'], ND3: ['no'] });
    const early = answersOf(sipas2640(), { ND2: ['early'], ND3: ['no'] });
    expect(late['ND3']).toBe('no');
    expect(Object.keys(early)).not.toContain('ND3');
  });
});
