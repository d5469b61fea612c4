import fc from 'fast-check';
import { areFaults, compileCheck, type CheckedAnswers } from './answer-check.js';
import { choiceColumnsOf, decodeAnswers, encodeAnswers } from './answer-encoding.js';
import { type Option, type Question, type QuestionnaireDefinition } from './questionnaire.js';

const text = { vi: 'x' };
const base = { text, required: false, notApplicable: true };
const optionsOf = (count: number): readonly Option[] =>
  Array.from({ length: count }, (_, index) => ({ code: `o${index}`, text }));

const questions: readonly Question[] = [
  { ...base, code: 'S', type: 'single', options: optionsOf(31) },
  { ...base, code: 'LONG', type: 'single', options: optionsOf(54) },
  { ...base, code: 'M', type: 'multiple', options: optionsOf(8) },
  { ...base, code: 'Y', type: 'yesNo' },
  { ...base, code: 'F', type: 'smiley' },
  { ...base, code: 'N', type: 'number', integer: false },
  { ...base, code: 'D', type: 'date' },
  { ...base, code: 'T', type: 'text', maxLength: 200 },
];

const definition: QuestionnaireDefinition = {
  code: 'spec',
  title: text,
  scale: { code: 'l5', levels: [] },
  languages: ['vi'],
  blocks: [
    {
      kind: 'satisfaction',
      code: 'B',
      title: text,
      general: { ...base, code: 'G', type: 'likert5' },
      aspects: [
        {
          code: 'A',
          text,
          factors: [
            {
              code: 'FA',
              text,
              notApplicable: true,
              presentation: 'list',
              criteria: ['C1', 'C2', 'C3'].map((code) => ({ ...base, code, type: 'likert5' as const })),
            },
          ],
        },
      ],
    },
    { kind: 'profile', code: 'P', title: text, questions },
  ],
};
const check = compileCheck(definition);

/** The checked form of answers that the spec knows to be right. */
function checked(answers: object): CheckedAnswers {
  const result = check(answers);
  if (areFaults(result)) throw new Error(JSON.stringify(result));
  return result;
}

const level = fc.integer({ min: 1, max: 5 });
const answersArbitrary = fc.record(
  {
    C1: level,
    C2: level,
    C3: level,
    G: level,
    S: fc.constantFrom(...optionsOf(31).map((option) => option.code)),
    LONG: fc.constantFrom(...optionsOf(54).map((option) => option.code)),
    M: fc.subarray(
      optionsOf(8).map((option) => option.code),
      { minLength: 1 },
    ),
    Y: fc.boolean(),
    F: level,
    N: fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    D: fc.constantFrom('2025-02-28', '2024-02-29'),
    T: fc.stringMatching(/^[a-zàáạđơ ]{0,20}[a-z]$/),
  },
  { requiredKeys: [] },
);

describe('answer encoding', () => {
  it('puts levels in the order of the criteria with the general question last', () => {
    expect(encodeAnswers(definition, checked({ G: 1, C2: 5 })).levels).toEqual([0, 5, 0, 1]);
  });

  it('sets one bit per chosen option and leaves what was not answered at 0', () => {
    const { choices, others } = encodeAnswers(definition, checked({ S: 'o30', M: ['o3', 'o0'], Y: false }));
    expect(choices).toEqual([1 << 30, 0b1001, 0b10, 0]);
    expect(others).toBeNull();
  });

  it('keeps numbers, dates, texts and choices of a list that is too long for a mask by code', () => {
    const answers = { LONG: 'o53', N: 2.5, D: '2025-11-03', T: 'cảm ơn' };
    expect(encodeAnswers(definition, checked(answers)).others).toEqual(answers);
    expect(choiceColumnsOf(definition).map((column) => column.question)).toEqual(['S', 'M', 'Y', 'F']);
  });

  it('decodes every answer that was encoded, through JSON as the database keeps it', () => {
    fc.assert(
      fc.property(answersArbitrary, (answers) => {
        const encoded = encodeAnswers(definition, checked(answers));
        const stored = JSON.parse(JSON.stringify(encoded)) as typeof encoded;
        expect(decodeAnswers(definition, stored)).toEqual(answers);
      }),
    );
  });
});
