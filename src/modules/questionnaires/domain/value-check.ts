import { pointerTo, type Fault } from './fault.js';
import {
  type DateQuestion,
  type MultipleQuestion,
  type NumberQuestion,
  type Question,
  type SingleQuestion,
  type TextQuestion,
} from './questionnaire.js';

/** Checks one answer that is there: true when it fits, else false and the faults are added. */
export type ValueCheck = (value: unknown, faults: Fault[]) => boolean;

/** The check of the answers to one question; faults point to `pointer` or below it. */
export function compileValueCheck(question: Question, pointer: string): ValueCheck {
  switch (question.type) {
    case 'likert5':
    case 'smiley':
      return levelCheck(pointer);
    case 'single':
      return singleCheck(question, pointer);
    case 'multiple':
      return multipleCheck(question, pointer);
    case 'number':
      return numberCheck(question, pointer);
    case 'text':
      return textCheck(question, pointer);
    case 'date':
      return dateCheck(question, pointer);
    case 'yesNo':
      return (value, faults) => typeof value === 'boolean' || wrongType(faults, pointer, 'boolean');
  }
}

function levelCheck(pointer: string): ValueCheck {
  return (value, faults) => {
    if (value === 5 || value === 4 || value === 3 || value === 2 || value === 1) return true;
    if (typeof value !== 'number') return wrongType(faults, pointer, 'number');
    return refuse(faults, pointer, 'level-range', { min: 1, max: 5 });
  };
}

function singleCheck(question: SingleQuestion, pointer: string): ValueCheck {
  const options = new Set(question.options.map((option) => option.code));
  return (value, faults) => {
    if (typeof value !== 'string') return wrongType(faults, pointer, 'string');
    return options.has(value) || refuse(faults, pointer, 'unknown-option', { option: shown(value) });
  };
}

function multipleCheck(question: MultipleQuestion, pointer: string): ValueCheck {
  const options = new Set(question.options.map((option) => option.code));
  const min = question.min ?? 0;
  const max = question.max ?? options.size;
  return (value, faults) => {
    if (!Array.isArray(value)) return wrongType(faults, pointer, 'array');
    const choices: readonly unknown[] = value;
    if (choices.length > max) return refuse(faults, pointer, 'too-many-choices', { max });
    if (choices.length < min) return refuse(faults, pointer, 'too-few-choices', { min });
    const before = faults.length;
    choices.forEach((choice, index) => {
      if (typeof choice !== 'string') wrongType(faults, pointerTo(pointer, index), 'string');
      else if (!options.has(choice)) {
        refuse(faults, pointerTo(pointer, index), 'unknown-option', { option: shown(choice) });
      } else if (choices.indexOf(choice) !== index) {
        refuse(faults, pointerTo(pointer, index), 'duplicate-option', { option: choice });
      }
    });
    return faults.length === before;
  };
}

function numberCheck({ min, max, integer }: NumberQuestion, pointer: string): ValueCheck {
  return (value, faults) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(faults, pointer, 'number');
    if (integer && !Number.isSafeInteger(value)) return refuse(faults, pointer, 'not-integer', {});
    if (min !== undefined && value < min) return refuse(faults, pointer, 'number-too-small', { min });
    if (max !== undefined && value > max) return refuse(faults, pointer, 'number-too-large', { max });
    return true;
  };
}

function textCheck({ maxLength }: TextQuestion, pointer: string): ValueCheck {
  return (value, faults) => {
    if (typeof value !== 'string') return wrongType(faults, pointer, 'string');
    if (value.length > maxLength) return refuse(faults, pointer, 'text-too-long', { max: maxLength });
    return isStorable(value) || refuse(faults, pointer, 'text-characters', {});
  };
}

function dateCheck({ min, max }: DateQuestion, pointer: string): ValueCheck {
  return (value, faults) => {
    if (typeof value !== 'string') return wrongType(faults, pointer, 'string');
    if (!isDate(value)) return refuse(faults, pointer, 'date-form', {});
    if (min !== undefined && value < min) return refuse(faults, pointer, 'date-too-early', { min });
    if (max !== undefined && value > max) return refuse(faults, pointer, 'date-too-late', { max });
    return true;
  };
}

/**
 * Whether a text can be stored and shown: well-formed UTF-16 without control characters other than tab
 * and line ends. JSONB refuses NUL and lone surrogates, and one of them would fail a whole batch.
 */
export function isStorable(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 ? unit !== 0x09 && unit !== 0x0a && unit !== 0x0d : unit === 0x7f) return false;
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (unit > 0xdbff) return false;
    const low = text.charCodeAt(index + 1);
    if (!(low >= 0xdc00 && low <= 0xdfff)) return false;
    index += 1;
  }
  return true;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day of the calendar, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = (DATE.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return day <= (leap ? 29 : 28);
  return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31);
}

function wrongType(faults: Fault[], pointer: string, expected: string): false {
  return refuse(faults, pointer, 'wrong-type', { expected });
}

function refuse(faults: Fault[], pointer: string, code: Fault['code'], params: Fault['params']): false {
  faults.push({ pointer, code, params });
  return false;
}

/** What a fault repeats of the answer: short, and fit to be sent back. */
function shown(value: string): string {
  const start = value.slice(0, 40);
  return isStorable(start) ? start : '';
}
