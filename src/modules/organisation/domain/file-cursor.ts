import { fileFault, type FileFault, type FileFaultCode } from './file-fault.js';

/** A text in Vietnamese, and in English where there is one. */
export interface Name {
  readonly vi: string;
  readonly en?: string;
}

/** Codes of agencies, service fields, rounds and questionnaires; the database checks the same. */
const CODE = /^[A-Za-z0-9._-]{1,40}$/;

/** Faults of an object or list as a whole: what would have stood inside is not told again. */
const WHOLE: ReadonlySet<FileFaultCode> = new Set(['missing', 'object', 'list']);

/**
 * A place in a value of unknown shape. Reading never throws: a fault is noted with its JSON pointer and a
 * stand-in is returned, so that one pass finds every fault. What was read counts only if `faults` is empty.
 */
export class FileCursor {
  constructor(
    private readonly value: unknown,
    readonly faults: FileFault[] = [],
    readonly pointer = '',
  ) {}

  /** Notes a fault at this place, unless the whole that it is part of is said to be missing or of the wrong kind. */
  fault(code: FileFaultCode, detail = ''): void {
    const isTold = this.faults.some(
      (fault) => WHOLE.has(fault.code) && this.pointer.startsWith(`${fault.pointer}/`),
    );
    if (!isTold) this.faults.push(fileFault(this.pointer, code, detail));
  }

  get absent(): boolean {
    return this.value === undefined || this.value === null || this.value === '';
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  /** The place under a key; which keys are allowed is checked by `object`. */
  at(key: string): FileCursor {
    const inside = isRecord(this.value) ? this.value[key] : undefined;
    return new FileCursor(
      inside,
      this.faults,
      `${this.pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`,
    );
  }

  /** Checks that an object stands here and has no other keys than these: a misspelt key must not be lost. */
  object(keys: readonly string[]): this {
    if (!isRecord(this.value)) {
      this.fault(this.value === undefined ? 'missing' : 'object');
      return this;
    }
    for (const key of Object.keys(this.value)) if (!keys.includes(key)) this.at(key).fault('unknownKey');
    return this;
  }

  /** The places of a list with at least so many items. */
  list(least = 0): FileCursor[] {
    if (this.absent && least === 0) return [];
    if (!Array.isArray(this.value) || this.value.length < least) {
      this.fault('list');
      return [];
    }
    return this.value.map((item: unknown, i) => new FileCursor(item, this.faults, `${this.pointer}/${i}`));
  }

  /** The keys of an object with their places, in order; nothing where nothing stands. */
  entries(): [string, FileCursor][] {
    if (this.absent) return [];
    if (!isRecord(this.value)) this.fault('object');
    return isRecord(this.value) ? Object.keys(this.value).map((key) => [key, this.at(key)]) : [];
  }

  /** What `read` finds here, or undefined where nothing stands. */
  optional<T>(read: (cursor: FileCursor) => T): T | undefined {
    return this.absent ? undefined : read(this);
  }

  text(): string {
    return this.matching('text', (text) => text.trim() !== '');
  }

  code(): string {
    return this.matching('code', (text) => CODE.test(text));
  }

  /** A calendar day as `YYYY-MM-DD`. */
  day(): string {
    return this.matching('day', isDay);
  }

  oneOf<const T extends string>(allowed: readonly T[]): T {
    const found = allowed.find((value) => value === this.value);
    if (found === undefined) this.fault(this.absent ? 'missing' : 'choice', allowed.join(', '));
    return found ?? (allowed[0] as T);
  }

  number(least: number, most: number, whole = false): number {
    const number = typeof this.value === 'number' ? this.value : Number.NaN;
    const good = number >= least && number <= most && (!whole || Number.isInteger(number));
    if (!good) this.fault(this.absent ? 'missing' : 'number', `${least}–${most}`);
    return good ? number : least;
  }

  truth(whenAbsent: boolean): boolean {
    if (this.absent) return whenAbsent;
    if (typeof this.value !== 'boolean') this.fault('truth');
    return this.value === true;
  }

  name(): Name {
    this.object(['vi', 'en']);
    if (!isRecord(this.value)) return { vi: '' };
    const en = this.at('en').optional((cursor) => cursor.text());
    return en === undefined ? { vi: this.at('vi').text() } : { vi: this.at('vi').text(), en };
  }

  private matching(code: FileFaultCode, accepts: (text: string) => boolean): string {
    if (typeof this.value === 'string' && accepts(this.value)) return this.value;
    this.fault(this.absent ? 'missing' : code);
    return '';
  }
}

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
