import { pointerTo, type Fault } from './fault.js';
import { isStorable } from './value-check.js';

export type Json = Readonly<Record<string, unknown>>;

/** Checks one value at a pointer; what is wrong is noted, never thrown. */
export type Check = (value: unknown, pointer: string) => void;

const LONGEST_TEXT = 4000;
const LONGEST_LIST = 500;

/** Walks an unknown JSON document and collects what is wrong with it, by pointer. */
export class JsonReader {
  readonly faults: Fault[] = [];

  fault(pointer: string, code: Fault['code'], params: Fault['params'] = {}): void {
    this.faults.push({ pointer, code, params });
  }

  /** An object with exactly these properties; those in `optional` may be absent. */
  object(
    value: unknown,
    pointer: string,
    required: Record<string, Check>,
    optional: Record<string, Check> = {},
  ): void {
    if (!isObject(value)) {
      this.fault(pointer, 'wrong-type', { expected: 'object' });
      return;
    }
    for (const [key, check] of Object.entries(required)) {
      if (Object.hasOwn(value, key)) check(value[key], pointerTo(pointer, key));
      else this.fault(pointerTo(pointer, key), 'missing');
    }
    for (const [key, part] of Object.entries(value)) {
      if (Object.hasOwn(required, key)) continue;
      const check = Object.hasOwn(optional, key) ? optional[key] : undefined;
      if (check === undefined) this.fault(pointerTo(pointer, key), 'unknown-property');
      else check(part, pointerTo(pointer, key));
    }
  }

  list(each: Check, least = 1): Check {
    return (value, pointer) => {
      if (!Array.isArray(value)) {
        this.fault(pointer, 'wrong-type', { expected: 'array' });
        return;
      }
      if (value.length < least) this.fault(pointer, 'empty');
      if (value.length > LONGEST_LIST) this.fault(pointer, 'too-many', { max: LONGEST_LIST });
      else
        value.forEach((part, index) => {
          each(part, pointerTo(pointer, index));
        });
    };
  }

  readonly text: Check = (value, pointer) => {
    if (typeof value !== 'string') this.fault(pointer, 'wrong-type', { expected: 'string' });
    else if (value.trim() === '') this.fault(pointer, 'empty');
    else if (value.length > LONGEST_TEXT) this.fault(pointer, 'text-too-long', { max: LONGEST_TEXT });
    else if (!isStorable(value)) this.fault(pointer, 'text-characters');
  };

  readonly flag: Check = (value, pointer) => {
    if (typeof value !== 'boolean') this.fault(pointer, 'wrong-type', { expected: 'boolean' });
  };

  readonly number: Check = (value, pointer) => {
    if (typeof value !== 'number' || !Number.isFinite(value))
      this.fault(pointer, 'wrong-type', { expected: 'number' });
  };

  whole(min: number, max: number): Check {
    return (value, pointer) => {
      if (typeof value !== 'number') this.fault(pointer, 'wrong-type', { expected: 'number' });
      else if (!Number.isSafeInteger(value)) this.fault(pointer, 'not-integer');
      else if (value < min) this.fault(pointer, 'number-too-small', { min });
      else if (value > max) this.fault(pointer, 'number-too-large', { max });
    };
  }

  oneOf(allowed: readonly string[]): Check {
    return (value, pointer) => {
      if (typeof value === 'string' && allowed.includes(value)) return;
      this.fault(pointer, 'not-among', { allowed: allowed.join(', ') });
    };
  }

  /** A code that matches `form` and, with `taken`, is used once only. */
  code(form: RegExp, taken?: Set<string>): Check {
    return (value, pointer) => {
      if (typeof value !== 'string' || !form.test(value)) this.fault(pointer, 'code-form');
      else if (taken?.has(value) === true) this.fault(pointer, 'duplicate-code', { code: value });
      else taken?.add(value);
    };
  }
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
