import { type Fault } from '../../../../questionnaires/domain/fault.js';
import { type Question } from '../../../../questionnaires/domain/questionnaire.js';
import { sipas2640 } from '../../../../questionnaires/templates/sipas-2640.template.js';
import { questionField } from './question-field.view.js';

const { scale } = sipas2640();
const base = { code: 'A', text: { vi: 'Câu hỏi', en: 'Question' }, required: true, notApplicable: false };
const fault = (code: Fault['code'], params: Fault['params'] = {}): Fault => ({
  pointer: '/answers/A',
  code,
  params,
});
const field = (question: Question, given: { typed?: readonly string[]; fault?: Fault } = {}) =>
  questionField({ question, number: 7, typed: given.typed ?? [], fault: given.fault }, scale, 'en');

describe('questionField', () => {
  it('names five levels in words and sets "does not apply" apart', () => {
    const levels = field({ ...base, type: 'likert5', notApplicable: true }, { typed: ['na'] });
    expect(levels).toMatchObject({
      component: 'radio-levels',
      label: '7. Question',
      options: [
        { text: 'Very dissatisfied' },
        { text: 'Dissatisfied' },
        { text: 'Neither satisfied nor dissatisfied' },
        { text: 'Satisfied' },
        { text: 'Very satisfied' },
      ],
      notApplicable: { value: 'na', checked: true },
    });
  });

  it('ties hint and error to the field', () => {
    const typed = field(
      { ...base, help: { vi: 'Gợi ý' }, type: 'number', integer: true },
      { typed: ['x'], fault: fault('wrong-type') },
    );
    expect(typed).toMatchObject({
      describedBy: 'q-A-hint q-A-error',
      error: 'Enter a number, for example 3',
      value: 'x',
      inputMode: 'numeric',
    });
  });

  it.each<[Question, Fault, string]>([
    [{ ...base, type: 'likert5' }, fault('required'), 'Choose how satisfied you are'],
    [{ ...base, type: 'yesNo' }, fault('required'), 'Choose yes or no'],
    [{ ...base, type: 'text', maxLength: 5 }, fault('required'), 'Answer this question'],
    [
      { ...base, type: 'text', maxLength: 5 },
      fault('text-too-long', { max: 5 }),
      'Shorten the text to at most 5 characters',
    ],
    [
      { ...base, type: 'multiple', options: [] },
      fault('too-many-choices', { max: 1 }),
      'Choose at most 1 answer',
    ],
    [
      { ...base, type: 'date' },
      fault('date-too-late', { max: '2025-06-30' }),
      'The date must not be after 2025-06-30.',
    ],
    [{ ...base, type: 'date' }, fault('constraint', { vi: 'Sai', en: 'Wrong' }), 'Wrong'],
  ])('says what to do: %#', (question, given, expected) => {
    expect(field(question, { fault: given }).error).toBe(expected);
  });

  it('marks what may be left out', () => {
    expect(field({ ...base, required: false, type: 'date' }).optional).toBe(true);
    expect(field({ ...base, required: false, notApplicable: true, type: 'likert5' }).optional).toBe(false);
  });
});
