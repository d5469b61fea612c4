import { type Condition, type Scalar } from './condition.js';

/**
 * The written form of conditions, as the questionnaire template and the designer use it:
 *
 *     ND2 = late
 *     ND1 in (3, 4plus) and not (ND2 = early or MD1 includes time)
 *     TC1 <= 2      YK1 answered      YK1 unanswered      ND1 = "1"
 *
 * `and` binds closer than `or`. A bare number or `true`/`false` is that value, any other word is text;
 * text that would be read otherwise stands in double quotes.
 */
export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly at: number; readonly expected: string };

/** Longer texts are refused before they are read, so that nesting stays shallow. */
const LONGEST_TEXT = 2000;
const DEEPEST_NESTING = 20;
const NUMBER = /^-?\d+(\.\d+)?$/;
const WORD = /^[\p{L}\p{N}_.+-]+$/u;
const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'includes', 'answered', 'unanswered', 'true', 'false']);

/** Reads the written form; a failure names the offset (UTF-16 units) and what was expected there. */
export function parseCondition(text: string): ParsedCondition {
  if (text.length > LONGEST_TEXT) return { ok: false, at: LONGEST_TEXT, expected: 'end' };
  try {
    const parser = new Parser(text);
    const condition = parser.alternatives(0);
    parser.end();
    return { ok: true, condition };
  } catch (error) {
    if (error instanceof SyntaxFault) return { ok: false, at: error.at, expected: error.expected };
    throw error;
  }
}

/** The written form of a condition; `parseCondition` gives back the same condition. */
export function printCondition(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and');
  if ('any' in condition) return joined(condition.any, 'or');
  if ('not' in condition) return `not (${printCondition(condition.not)})`;
  const { question } = condition;
  if ('answered' in condition) return `${question} ${condition.answered ? 'answered' : 'unanswered'}`;
  if ('is' in condition) return `${question} = ${printValue(condition.is)}`;
  if ('isNot' in condition) return `${question} != ${printValue(condition.isNot)}`;
  if ('in' in condition) return `${question} in (${condition.in.map(printValue).join(', ')})`;
  if ('includes' in condition) return `${question} includes ${printValue(condition.includes)}`;
  if ('gt' in condition) return `${question} > ${printValue(condition.gt)}`;
  if ('ge' in condition) return `${question} >= ${printValue(condition.ge)}`;
  if ('lt' in condition) return `${question} < ${printValue(condition.lt)}`;
  return `${question} <= ${printValue(condition.le)}`;
}

function joined(parts: readonly Condition[], word: 'and' | 'or'): string {
  return parts
    .map((part) => ('all' in part || 'any' in part ? `(${printCondition(part)})` : printCondition(part)))
    .join(` ${word} `);
}

function printValue(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  const plain = WORD.test(value) && !NUMBER.test(value) && !KEYWORDS.has(value);
  return plain ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

class SyntaxFault extends Error {
  constructor(
    readonly at: number,
    readonly expected: string,
  ) {
    super(`expected ${expected} at ${at}`);
  }
}

interface Token {
  readonly at: number;
  readonly kind: 'word' | 'quoted' | 'sign' | 'end';
  readonly value: string;
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(text: string) {
    this.tokens = tokensOf(text);
  }

  alternatives(depth: number): Condition {
    const parts = this.list('or', () => this.conjunction(depth));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { any: parts };
  }

  end(): void {
    if (this.peek().kind !== 'end') throw new SyntaxFault(this.peek().at, 'end');
  }

  private conjunction(depth: number): Condition {
    const parts = this.list('and', () => this.term(depth));
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { all: parts };
  }

  private list(word: string, read: () => Condition): readonly Condition[] {
    const parts = [read()];
    while (this.takeIf('word', word)) parts.push(read());
    return parts;
  }

  private term(depth: number): Condition {
    if (depth > DEEPEST_NESTING) throw new SyntaxFault(this.peek().at, 'less nesting');
    if (this.takeIf('word', 'not')) return { not: this.term(depth + 1) };
    if (!this.takeIf('sign', '(')) return this.comparison();
    const inner = this.alternatives(depth + 1);
    this.expect('sign', ')');
    return inner;
  }

  private comparison(): Condition {
    const question = this.take('word', 'question').value;
    const operator = this.next();
    if (operator.kind === 'word') return this.wordComparison(question, operator);
    switch (operator.value) {
      case '=':
        return { question, is: this.scalar() };
      case '!=':
        return { question, isNot: this.scalar() };
      case '>':
        return { question, gt: this.limit() };
      case '>=':
        return { question, ge: this.limit() };
      case '<':
        return { question, lt: this.limit() };
      case '<=':
        return { question, le: this.limit() };
      default:
        throw new SyntaxFault(operator.at, 'operator');
    }
  }

  private wordComparison(question: string, operator: Token): Condition {
    switch (operator.value) {
      case 'answered':
        return { question, answered: true };
      case 'unanswered':
        return { question, answered: false };
      case 'includes':
        return { question, includes: String(this.scalar()) };
      case 'in':
        return { question, in: this.choices() };
      default:
        throw new SyntaxFault(operator.at, 'operator');
    }
  }

  private choices(): readonly Scalar[] {
    this.expect('sign', '(');
    const values = [this.scalar()];
    while (this.takeIf('sign', ',')) values.push(this.scalar());
    this.expect('sign', ')');
    return values;
  }

  private scalar(): Scalar {
    const token = this.next();
    if (token.kind === 'quoted') return token.value;
    if (token.kind !== 'word') throw new SyntaxFault(token.at, 'value');
    if (token.value === 'true' || token.value === 'false') return token.value === 'true';
    return NUMBER.test(token.value) ? Number(token.value) : token.value;
  }

  private limit(): number | string {
    const { at } = this.peek();
    const value = this.scalar();
    if (typeof value === 'boolean') throw new SyntaxFault(at, 'number or date');
    return value;
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { at: 0, kind: 'end', value: '' };
  }

  private next(): Token {
    const token = this.peek();
    if (token.kind !== 'end') this.position += 1;
    return token;
  }

  private take(kind: Token['kind'], expected: string): Token {
    const token = this.next();
    if (token.kind !== kind) throw new SyntaxFault(token.at, expected);
    return token;
  }

  private takeIf(kind: Token['kind'], value: string): boolean {
    const token = this.peek();
    if (token.kind !== kind || token.value !== value) return false;
    this.position += 1;
    return true;
  }

  private expect(kind: Token['kind'], value: string): void {
    if (!this.takeIf(kind, value)) throw new SyntaxFault(this.peek().at, value);
  }
}

function tokensOf(text: string): readonly Token[] {
  const pattern =
    /\s*(?:(?<word>[\p{L}\p{N}_.+-]+)|"(?<quoted>(?:[^"\\]|\\.)*)"|(?<sign>!=|>=|<=|[=<>(),]))/uy;
  const tokens: Token[] = [];
  let end = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    end = pattern.lastIndex;
    const { word, quoted, sign } = match.groups ?? {};
    if (word !== undefined) tokens.push({ at: end - word.length, kind: 'word', value: word });
    else if (sign !== undefined) tokens.push({ at: end - sign.length, kind: 'sign', value: sign });
    else if (quoted !== undefined) {
      tokens.push({ at: end - quoted.length - 2, kind: 'quoted', value: quoted.replaceAll(/\\(.)/gu, '$1') });
    }
  }
  if (text.slice(end).trim() !== '') throw new SyntaxFault(end, 'word or sign');
  return [...tokens, { at: text.length, kind: 'end', value: '' }];
}
