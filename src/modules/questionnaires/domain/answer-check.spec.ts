import fc from 'fast-check';
import { sipas2640 } from '../templates/sipas-2640.template.js';
import { areFaults, compileCheck, type CheckedAnswers } from './answer-check.js';
import { type AnswerValue } from './condition.js';
import { faultText, type Fault } from './fault.js';
import { criteriaOf, everyQuestionOf, type Question, type QuestionnaireDefinition } from './questionnaire.js';
import { visibleCodes } from './visibility.js';

const definition = sipas2640();
const check = compileCheck(definition);
const codes = criteriaOf(definition).map((criterion) => criterion.code);
const allFour: Readonly<Record<string, unknown>> = Object.fromEntries(codes.map((code) => [code, 4]));

function faultsOf(answers: unknown, by = check): readonly (readonly [string, string])[] {
  const result = by(answers);
  return areFaults(result) ? result.map((fault) => [fault.pointer, fault.code] as const) : [];
}

function passed(answers: unknown, by = check): CheckedAnswers {
  const result = by(answers);
  if (areFaults(result)) throw new Error(JSON.stringify(result));
  return result;
}

describe('answers to the template', () => {
  it('gives the levels in the order of the criteria, 0 for what does not apply', () => {
    const { levels, others } = passed({
      ...allFour,
      TC1: 5,
      PA4: null,
      ND1: '1',
      ND2: 'onTime',
      MD1: ['time', 'fees'],
      YK1: 'Cảm ơn\nanh chị 😀',
      TN1: null,
    });
    expect(levels).toEqual([5, ...Array<number>(20).fill(4), 0]);
    expect(others).toEqual({ ND1: '1', ND2: 'onTime', MD1: ['time', 'fees'], YK1: 'Cảm ơn\nanh chị 😀' });
  });

  it.each<[string, Record<string, unknown>, [string, string][]]>([
    ['an unknown question', { XX1: 1 }, [['/answers/XX1', 'unknown-question']]],
    ['an inherited name', { constructor: 1 }, [['/answers/constructor', 'unknown-question']]],
    ['a code in the wrong case', { tc1: 4 }, [['/answers/tc1', 'unknown-question']]],
    ['a code that needs escaping', { 'a/b~c': 1 }, [['/answers/a~1b~0c', 'unknown-question']]],
    ['level 0', { TC1: 0 }, [['/answers/TC1', 'level-range']]],
    ['level 6', { TC1: 6 }, [['/answers/TC1', 'level-range']]],
    ['level 4.5', { TC1: 4.5 }, [['/answers/TC1', 'level-range']]],
    ['a level as text', { TC1: '4' }, [['/answers/TC1', 'wrong-type']]],
    ['null where "does not apply" is not offered', { TC1: null }, [['/answers/TC1', 'required']]],
    ['an unknown choice', { ND1: '9' }, [['/answers/ND1', 'unknown-option']]],
    ['a choice as a number', { ND1: 1 }, [['/answers/ND1', 'wrong-type']]],
    [
      'four of at most three',
      { MD1: ['time', 'fees', 'skills', 'access'] },
      [['/answers/MD1', 'too-many-choices']],
    ],
    ['a choice made twice', { MD1: ['time', 'time'] }, [['/answers/MD1/1', 'duplicate-option']]],
    ['an unknown choice among others', { MD1: ['time', 'x'] }, [['/answers/MD1/1', 'unknown-option']]],
    ['a choice that is no text', { MD1: [1] }, [['/answers/MD1/0', 'wrong-type']]],
    ['one choice without a list', { MD1: 'time' }, [['/answers/MD1', 'wrong-type']]],
    ['an object', { ND1: { a: 1 } }, [['/answers/ND1', 'wrong-type']]],
    ['too long a text', { YK1: 'a'.repeat(2001) }, [['/answers/YK1', 'text-too-long']]],
    ['NUL', { YK1: 'a\0b' }, [['/answers/YK1', 'text-characters']]],
    ['an escape character', { YK1: '\u001b[31m' }, [['/answers/YK1', 'text-characters']]],
    ['a lone high surrogate', { YK1: 'a\ud83d' }, [['/answers/YK1', 'text-characters']]],
    ['a lone low surrogate', { YK1: '\ude00a' }, [['/answers/YK1', 'text-characters']]],
    ['an answer to a hidden question', { ND3: 'yes' }, [['/answers/ND3', 'hidden-question']]],
    ['the same with its reason', { ND2: 'early', ND3: 'yes' }, [['/answers/ND3', 'hidden-question']]],
    [
      'a fault in what shows another question',
      { ND2: 'x', ND3: 'yes' },
      [['/answers/ND2', 'unknown-option']],
    ],
  ])('refuses %s', (_, change, expected) => {
    expect(faultsOf({ ...allFour, ...change })).toEqual(expected);
  });

  it('takes a question that a condition shows, and blank text as no answer', () => {
    const { others } = passed({ ...allFour, ND2: 'late', ND3: 'yes', YK1: '  ', MD1: [] });
    expect(others).toEqual({ ND2: 'late', ND3: 'yes' });
  });

  it('names every criterion that misses', () => {
    expect(faultsOf({})).toEqual(codes.slice(0, 18).map((code) => [`/answers/${code}`, 'required']));
  });

  it.each([null, undefined, [], 'x', 1])('refuses %j as answers', (answers) => {
    expect(faultsOf(answers)).toEqual([['/answers', 'wrong-type']]);
  });

  it('takes a key of its own named __proto__ as an unknown question', () => {
    const answers: unknown = JSON.parse('{"__proto__": 5}');
    expect(faultsOf(answers)).toContainEqual(['/answers/__proto__', 'unknown-question']);
  });

  it('lists at most a hundred faults', () => {
    const answers = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]));
    expect(faultsOf(answers)).toHaveLength(100);
  });
});

const everyType: QuestionnaireDefinition = {
  code: 'every-type',
  title: { vi: 'Mọi loại câu hỏi' },
  scale: definition.scale,
  languages: ['vi'],
  blocks: [
    {
      kind: 'perception',
      code: 'P',
      title: { vi: 'Phần' },
      questions: [
        { ...base('N1'), type: 'number', integer: true, min: 1, max: 10 },
        { ...base('N2'), type: 'number', integer: false },
        { ...base('D1'), type: 'date', min: '2024-02-29', max: '2025-12-31' },
        { ...base('Y1'), type: 'yesNo', required: true },
        { ...base('S1'), type: 'smiley', visibleIf: { question: 'Y1', is: true } },
        { ...base('L1'), type: 'likert5', visibleIf: { question: 'S1', le: 2 }, required: true },
        {
          ...base('N3'),
          type: 'number',
          integer: true,
          constraint: {
            condition: { question: 'N3', le: 5 },
            message: { vi: 'Tối đa năm.', en: 'Five at most.' },
          },
        },
        { ...base('M1'), type: 'multiple', min: 2, options: ['a', 'b', 'c'].map(option) },
      ],
    },
  ],
};

function base(code: string): {
  code: string;
  text: { vi: string };
  required: boolean;
  notApplicable: boolean;
} {
  return { code, text: { vi: code }, required: false, notApplicable: false };
}

function option(code: string): { code: string; text: { vi: string } } {
  return { code, text: { vi: code } };
}

describe('answers of every type', () => {
  const checkEvery = compileCheck(everyType);

  it('stores them by code', () => {
    const answers = { N1: 10, N2: -0.5, D1: '2024-02-29', Y1: true, S1: 1, L1: 3, N3: 5, M1: ['c', 'a'] };
    expect(passed(answers, checkEvery)).toEqual({ levels: [], others: answers });
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ N1: 0 }, '/answers/N1', 'number-too-small'],
    [{ N1: 11 }, '/answers/N1', 'number-too-large'],
    [{ N1: 1.5 }, '/answers/N1', 'not-integer'],
    [{ N2: Number.NaN }, '/answers/N2', 'wrong-type'],
    [{ N2: Number.POSITIVE_INFINITY }, '/answers/N2', 'wrong-type'],
    [{ D1: '2023-02-29' }, '/answers/D1', 'date-form'],
    [{ D1: '2025-13-01' }, '/answers/D1', 'date-form'],
    [{ D1: '1/1/2025' }, '/answers/D1', 'date-form'],
    [{ D1: '2024-02-28' }, '/answers/D1', 'date-too-early'],
    [{ D1: '2026-01-01' }, '/answers/D1', 'date-too-late'],
    [{ Y1: 'true' }, '/answers/Y1', 'wrong-type'],
    [{ Y1: null }, '/answers/Y1', 'required'],
    [{ S1: 6 }, '/answers/S1', 'level-range'],
    [{ S1: 2 }, '/answers/L1', 'required'],
    [{ Y1: false, S1: 1 }, '/answers/S1', 'hidden-question'],
    [{ N3: 6 }, '/answers/N3', 'constraint'],
    [{ M1: ['a'] }, '/answers/M1', 'too-few-choices'],
  ])('refuses %j at %s: %s', (change, pointer, code) => {
    expect(faultsOf({ Y1: true, ...change }, checkEvery)).toEqual([[pointer, code]]);
  });

  it('tells a broken constraint in the words of the questionnaire', () => {
    const [fault] = checkEvery({ Y1: true, N3: 6 }) as readonly Fault[];
    expect(fault && faultText(fault, 'en')).toBe('Five at most.');
  });
});

describe('any answers', () => {
  it('that are valid pass, and no answer is lost', () => {
    fc.assert(
      fc.property(answersTo(definition), (answers) => {
        const { levels, others } = passed(answers);
        expect(levels).toEqual(codes.map((code) => answers[code] ?? 0));
        const kept = Object.entries(answers).filter(
          ([code, value]) => value !== null && !codes.includes(code),
        );
        expect(others).toEqual(Object.fromEntries(kept));
      }),
    );
  });

  it('with one mutation are refused at that place alone', () => {
    const asked = [...codes, 'ND1', 'ND4', 'MD1', 'YK1', 'TN2'];
    const wrong = fc.constantFrom<unknown>(0, 7, -1, 2.5, true, {}, '\0', [['time']], 'no such option\ud800');
    fc.assert(
      fc.property(answersTo(definition), fc.constantFrom(...asked), wrong, (answers, code, value) => {
        const pointers = faultsOf({ ...answers, [code]: value }).map(([pointer]) => pointer);
        expect(pointers).toHaveLength(1);
        expect(pointers[0]?.startsWith(`/answers/${code}`)).toBe(true);
      }),
    );
  });

  it('of any shape never throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...asked()), fc.jsonValue())),
        (answers) => {
          expect(() => check(answers)).not.toThrow();
        },
      ),
    );
  });
});

function asked(): string[] {
  return everyQuestionOf(definition).map((question) => question.code);
}

type Answers = Readonly<Record<string, AnswerValue>>;

/** Random valid answers: hidden questions are left out. */
function answersTo(questionnaire: QuestionnaireDefinition): fc.Arbitrary<Answers> {
  const questions = everyQuestionOf(questionnaire);
  const model = Object.fromEntries(questions.map((question) => [question.code, answerTo(question)]));
  return fc.record(model).map((answers) => {
    const visible = visibleCodes(questionnaire, answers as Answers);
    return Object.fromEntries(Object.entries(answers).filter(([code]) => visible.has(code))) as Record<
      string,
      never
    >;
  });
}

function answerTo(question: Question): fc.Arbitrary<unknown> {
  const answer = valueFor(question);
  return question.required && !question.notApplicable ? answer : fc.option(answer);
}

function valueFor(question: Question): fc.Arbitrary<unknown> {
  switch (question.type) {
    case 'likert5':
    case 'smiley':
      return fc.integer({ min: 1, max: 5 });
    case 'single':
      return fc.constantFrom(...question.options.map(({ code }) => code));
    case 'multiple': {
      const least = Math.max(1, question.min ?? 0);
      return fc.subarray(
        question.options.map(({ code }) => code),
        { minLength: least, maxLength: question.max ?? least },
      );
    }
    case 'number':
      return fc.integer({ min: question.min ?? 0, max: question.max ?? 100 });
    case 'text':
      return fc.lorem({ maxCount: 5 });
    case 'date':
      return fc.constant(question.min ?? '2025-01-01');
    case 'yesNo':
      return fc.boolean();
  }
}
