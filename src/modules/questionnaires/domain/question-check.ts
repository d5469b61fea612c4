import { isObject, type Check, type JsonReader } from './json-reader.js';
import { type QuestionType } from './questionnaire.js';
import { isDate } from './value-check.js';

/** The checks that all parts of a definition are made of. */
export interface Parts {
  readonly reader: JsonReader;
  readonly text: Check;
  /** A code that is unique in the definition. */
  readonly code: Check;
  readonly provenance: Check;
  readonly condition: Check;
}

/** Codes of options may be numbers (`1`) and ranges (`18-24`). */
const OPTION_CODE = /^[A-Za-z0-9._-]{1,40}$/;
const LONGEST_ANSWER = 20_000;

const TYPES: readonly QuestionType[] = [
  'likert5',
  'smiley',
  'single',
  'multiple',
  'number',
  'text',
  'date',
  'yesNo',
];

interface Properties {
  readonly required: Record<string, Check>;
  readonly optional: Record<string, Check>;
}

/** The check of one question of any of the allowed types. */
export function questionCheck(parts: Parts, allowed: readonly QuestionType[] = TYPES): Check {
  const { reader, code, text, provenance, condition } = parts;
  const constraint: Check = (value, pointer) => {
    reader.object(value, pointer, { condition, message: text });
  };
  return (value, pointer) => {
    const type = TYPES.find((known) => isObject(value) && value['type'] === known);
    const own = type === undefined ? { required: {}, optional: {} } : propertiesOf(type, parts);
    const required = {
      type: reader.oneOf(allowed),
      code,
      text,
      required: reader.flag,
      notApplicable: reader.flag,
    };
    const optional = { help: text, provenance, visibleIf: condition, constraint };
    reader.object(value, pointer, { ...required, ...own.required }, { ...optional, ...own.optional });
    if (isObject(value)) limitsCheck(reader, value, pointer);
  };
}

function propertiesOf(type: QuestionType, { reader, text }: Parts): Properties {
  const options: Check = (value, pointer) => {
    const option = { code: reader.code(OPTION_CODE, new Set()), text };
    // The codes of options are unique within their question only: one set per question, not per option.
    reader.list((part, at) => {
      reader.object(part, at, option);
    })(value, pointer);
  };
  const choices = reader.whole(0, 500);
  switch (type) {
    case 'single':
      return { required: { options }, optional: {} };
    case 'multiple':
      return { required: { options }, optional: { min: choices, max: choices } };
    case 'number':
      return { required: { integer: reader.flag }, optional: { min: reader.number, max: reader.number } };
    case 'text':
      return { required: { maxLength: reader.whole(1, LONGEST_ANSWER) }, optional: {} };
    case 'date': {
      const day: Check = (value, pointer) => {
        if (typeof value !== 'string' || !isDate(value)) reader.fault(pointer, 'date-form');
      };
      return { required: {}, optional: { min: day, max: day } };
    }
    case 'likert5':
    case 'smiley':
    case 'yesNo':
      return { required: {}, optional: {} };
  }
}

function limitsCheck(reader: JsonReader, question: Readonly<Record<string, unknown>>, pointer: string): void {
  const { min, max } = question;
  const above =
    (typeof min === 'number' && typeof max === 'number' && min > max) ||
    (typeof min === 'string' && typeof max === 'string' && min > max);
  if (above) reader.fault(`${pointer}/min`, 'limits');
}
