import fc from 'fast-check';
import { sipas2640 } from '../templates/sipas-2640.template.js';
import { fromTemplateForm } from '../templates/template-form.js';
import { checkDefinition, isDefinition } from './definition-check.js';
import { bilingualFault, type Fault } from './fault.js';

type Path = readonly (string | number)[];

const criterion: Path = ['blocks', 0, 'aspects', 0, 'factors', 0, 'criteria', 1];
const question = (index: number): Path => ['blocks', 1, 'questions', index];

/** The template with one value replaced (or removed, for undefined). */
function changed(path: Path, value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(sipas2640())) as Record<string | number, unknown>;
  let node = copy;
  for (const step of path.slice(0, -1)) node = node[step] as typeof node;
  node[path.at(-1) ?? ''] = value;
  return JSON.parse(JSON.stringify(copy));
}

function faultsOf(json: unknown): readonly (readonly [string, string])[] {
  const result = checkDefinition(json);
  return isDefinition(result) ? [] : result.map((fault: Fault) => [fault.pointer, fault.code] as const);
}

const pointer = (path: Path): string => path.map((step) => `/${step}`).join('');

describe('a definition', () => {
  it.each<[string, Path, unknown, string, Path?]>([
    ['no code', ['code'], undefined, 'missing'],
    ['a code with a space', ['code'], 'a b', 'code-form'],
    ['an unknown property', ['colour'], 'red', 'unknown-property'],
    ['no Vietnamese', ['title', 'vi'], undefined, 'missing-language', ['title']],
    ['an empty wording', ['title', 'vi'], ' ', 'empty'],
    ['a wording with NUL', ['title', 'vi'], 'a\0', 'text-characters'],
    [
      'a language that is missing once',
      [...criterion, 'text', 'en'],
      undefined,
      'missing-language',
      [...criterion, 'text'],
    ],
    ['a code in use', [...criterion, 'code'], 'TC1', 'duplicate-code'],
    ['a code reserved for the whole', [...criterion, 'code'], 'overall', 'duplicate-code'],
    ['a factor code in use as a question', [...question(0), 'code'], 'TC', 'duplicate-code'],
    ['a code that is a number', [...criterion, 'code'], '1', 'code-form'],
    ['a criterion that is no likert5', [...criterion, 'type'], 'text', 'not-among'],
    ['an unknown provenance', [...criterion, 'provenance'], 'rumour', 'not-among'],
    ['required as text', [...criterion, 'required'], 'yes', 'wrong-type'],
    ['two options of one code', [...question(0), 'options', 1, 'code'], '1', 'duplicate-code'],
    ['four levels', ['scale', 'levels', 4], undefined, 'scale-levels', ['scale', 'levels']],
    [
      'a later question in a condition',
      [...question(1), 'visibleIf'],
      { question: 'ND4', is: 'no' },
      'forward-reference',
    ],
    [
      'a question that shows itself',
      [...question(1), 'visibleIf'],
      { question: 'ND2', is: 'late' },
      'forward-reference',
    ],
    [
      'an unknown question in a condition',
      [...question(2), 'visibleIf'],
      { question: 'X', is: '1' },
      'condition-question',
    ],
    [
      'an unknown choice in a condition',
      [...question(2), 'visibleIf'],
      { question: 'ND2', is: 'x' },
      'unknown-option',
    ],
    ['a condition that is text', [...question(2), 'visibleIf'], 'ND2 = late', 'wrong-type'],
    ['a condition that cannot be read', [...question(2), 'visibleIf'], 'ND2 =', 'condition-form'],
    ['a condition without comparison', [...question(2), 'visibleIf'], { question: 'ND2' }, 'condition-form'],
    [
      'an empty group',
      [...question(2), 'visibleIf'],
      { all: [] },
      'empty',
      [...question(2), 'visibleIf', 'all'],
    ],
    ['no blocks', ['blocks'], [], 'empty'],
    ['two satisfaction blocks', ['blocks', 1], { kind: 'satisfaction' }, 'second-satisfaction'],
  ])('with %s is refused', (_, path, value, code, at = path) => {
    expect(faultsOf(changed(path, value))).toContainEqual([pointer(at), code]);
  });

  it.each([null, 'x', [], 3])('%j is none', (json) => {
    expect(faultsOf(json)).toEqual([['', 'wrong-type']]);
  });

  it('refuses nesting without end', () => {
    let condition: unknown = { question: 'ND2', is: 'late' };
    for (let depth = 0; depth < 30; depth += 1) condition = { not: condition };
    expect(faultsOf(changed([...question(2), 'visibleIf'], condition)).map(([, code]) => code)).toContain(
      'too-many',
    );
  });

  it('never throws, and explains every fault in both languages', () => {
    fc.assert(
      fc.property(fc.constantFrom('blocks', 'scale', 'title', 'languages'), fc.jsonValue(), (key, value) => {
        const result = checkDefinition(changed([key], value));
        if (isDefinition(result)) return;
        for (const fault of result.map(bilingualFault)) {
          expect(fault.vi).not.toMatch(/^$|\{[a-z]+\}/u);
          expect(fault.en).not.toMatch(/^$|\{[a-z]+\}/u);
        }
      }),
    );
  });
});

describe('the template form', () => {
  it('with a condition that cannot be read names the place', () => {
    const form = {
      code: 'x',
      title: { vi: 'Phiếu' },
      scale: { code: 'likert5', levels: [1, 2, 3, 4, 5].map((value) => ({ value, vi: `Mức ${value}` })) },
      satisfaction: [{ factor: 'A', vi: 'Yếu tố', criteria: [{ code: 'A1', vi: 'Tiêu chí' }] }],
      perception: [{ code: 'B1', type: 'yesNo', vi: 'Câu hỏi', visibleIf: 'A1 =' }],
    };
    const result = fromTemplateForm(form);
    expect(isDefinition(result) ? [] : result.map((fault) => [fault.pointer, fault.code])).toEqual([
      ['/blocks/1/questions/0/visibleIf', 'condition-form'],
    ]);
  });

  it.each([null, {}, { satisfaction: 3 }, { satisfaction: [null] }])('%j is refused', (form) => {
    expect(isDefinition(fromTemplateForm(form))).toBe(false);
  });
});
