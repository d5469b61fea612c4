import { parseCondition } from './condition-text.js';
import { isObject, type Check, type JsonReader } from './json-reader.js';

const DEEPEST_NESTING = 20;

/** The check that a value has the shape of a condition; what it refers to is checked elsewhere. */
export function conditionCheck(reader: JsonReader): Check {
  const at =
    (depth: number): Check =>
    (value, pointer) => {
      if (typeof value === 'string') writtenCheck(reader, value, pointer);
      else if (depth > DEEPEST_NESTING) reader.fault(pointer, 'too-many', { max: DEEPEST_NESTING });
      else if (isObject(value) && !('question' in value)) groupCheck(reader, at(depth + 1))(value, pointer);
      else comparisonCheck(reader)(value, pointer);
    };
  return at(0);
}

/** The written form belongs in templates; in a definition it is at best of the wrong type. */
function writtenCheck(reader: JsonReader, text: string, pointer: string): void {
  const parsed = parseCondition(text);
  if (parsed.ok) reader.fault(pointer, 'wrong-type', { expected: 'object' });
  else reader.fault(pointer, 'condition-form', { expected: parsed.expected, at: parsed.at });
}

function groupCheck(reader: JsonReader, part: Check): Check {
  const groups: Record<string, Check> = { all: reader.list(part), any: reader.list(part), not: part };
  return (value, pointer) => {
    reader.object(value, pointer, onlyOne(reader, groups, value, pointer));
  };
}

function comparisonCheck(reader: JsonReader): Check {
  const scalar: Check = (value, pointer) => {
    if (typeof value === 'string') reader.text(value, pointer);
    else if (typeof value !== 'boolean') reader.number(value, pointer);
  };
  const limit: Check = (value, pointer) => {
    if (typeof value === 'string') reader.text(value, pointer);
    else reader.number(value, pointer);
  };
  const comparisons: Record<string, Check> = {
    is: scalar,
    isNot: scalar,
    in: reader.list(scalar),
    includes: reader.text,
    answered: reader.flag,
    gt: limit,
    ge: limit,
    lt: limit,
    le: limit,
  };
  return (value, pointer) => {
    reader.object(value, pointer, {
      question: reader.text,
      ...onlyOne(reader, comparisons, value, pointer),
    });
  };
}

/** The one known property that the object has; none at all is a fault, a second one is found as unknown. */
function onlyOne(
  reader: JsonReader,
  checks: Record<string, Check>,
  value: unknown,
  pointer: string,
): Record<string, Check> {
  const [found] = Object.entries(checks).filter(([key]) => isObject(value) && Object.hasOwn(value, key));
  if (found !== undefined) return { [found[0]]: found[1] };
  if (isObject(value))
    reader.fault(pointer, 'condition-form', { expected: Object.keys(checks).join(', '), at: 0 });
  return {};
}
