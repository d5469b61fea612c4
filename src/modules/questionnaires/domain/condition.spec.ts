import fc from 'fast-check';
import { holds, questionsIn, type AnswerValue, type Condition, type Scalar } from './condition.js';
import { parseCondition, printCondition } from './condition-text.js';

const answers: Readonly<Record<string, AnswerValue>> = {
  ND2: 'late',
  ND1: '1',
  TC1: 2,
  MD1: ['time', 'fees'],
  YK1: '  ',
  N1: 10,
  D1: '2025-11-03',
  Y1: true,
  PA1: null,
};
const answerOf = (code: string): AnswerValue => answers[code];

function parsed(text: string): Condition {
  const result = parseCondition(text);
  if (!result.ok) throw new Error(`expected ${result.expected} at ${result.at}`);
  return result.condition;
}

describe('conditions in their written form', () => {
  it.each([
    ['ND2 = late', true],
    ['ND2 = early', false],
    ['ND2 != early', true],
    ['ND1 = 1', true],
    ['ND1 = "1"', true],
    ['ND1 in (1, 4plus)', true],
    ['ND1 in (2, 4plus)', false],
    ['MD1 includes time', true],
    ['MD1 includes skills', false],
    ['MD1 = time', false],
    ['TC1 <= 2', true],
    ['TC1 < 2', false],
    ['TC1 >= 2 and TC1 > 1', true],
    ['N1 > 9', true],
    ['N1 > "9"', false],
    ['D1 >= 2025-11-03', true],
    ['D1 < 2025-11-03', false],
    ['Y1 = true', true],
    ['YK1 answered', false],
    ['YK1 unanswered', true],
    ['PA1 != 3', false],
    ['not PA1 = 3', true],
    ['PA1 = 3 or ND2 = late and TC1 = 2', true],
    ['(PA1 = 3 or ND2 = late) and TC1 = 1', false],
    ['absent = x', false],
  ])('%s is %s', (text, expected) => {
    expect(holds(parsed(text), answerOf)).toBe(expected);
  });

  it.each([
    ['', 'question', 0],
    ['ND2', 'operator', 3],
    ['ND2 =', 'value', 5],
    ['ND2 = late late', 'end', 11],
    ['(ND2 = late', ')', 11],
    ['ND2 in late', '(', 7],
    ['ND2 ~ late', 'word or sign', 3],
    ['ND2 > true', 'number or date', 6],
    ['= late', 'question', 0],
    ['('.repeat(30), 'less nesting', 21],
  ])('%j is refused: expected %s at %i', (text, expected, at) => {
    expect(parseCondition(text)).toEqual({ ok: false, expected, at });
  });

  it('names each question once', () => {
    expect(questionsIn(parsed('A = 1 and (B = 2 or not A = 3)'))).toEqual(['A', 'B']);
  });

  it('gives back the same condition after printing', () => {
    fc.assert(
      fc.property(condition(), (original) => {
        expect(parsed(printCondition(original))).toEqual(original);
      }),
    );
  });
});

function condition(): fc.Arbitrary<Condition> {
  const question = fc.stringMatching(/^[A-Z][A-Za-z0-9_-]{0,5}$/);
  const number = fc.integer({ min: -50, max: 50 });
  const text = fc.string({ minLength: 1, maxLength: 8 });
  const scalar: fc.Arbitrary<Scalar> = fc.oneof(
    text,
    number,
    fc.boolean(),
    fc.constant('and'),
    fc.constant('1'),
  );
  const limit = fc.oneof(text, number);
  const comparison: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({ question, is: scalar }),
    fc.record({ question, isNot: scalar }),
    fc.record({ question, in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
    fc.record({ question, includes: text }),
    fc.record({ question, answered: fc.boolean() }),
    fc.record({ question, gt: limit }),
    fc.record({ question, ge: limit }),
    fc.record({ question, lt: limit }),
    fc.record({ question, le: limit }),
  );
  const { any } = fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      comparison,
      fc.record({ all: fc.array(tie('any'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('any'), { minLength: 2, maxLength: 3 }) }),
      fc.record({ not: tie('any') }),
    ),
  }));
  return any;
}
