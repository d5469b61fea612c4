import { type FormPage } from '../../domain/form-pages.js';
import { type TypedAnswers } from '../../domain/typed-answers.js';

/** The longest text that is kept of one field; no question allows more. */
const longest = 20_000;

/** What was typed for the questions of a page; a question without any field counts as left empty. */
export function readPage(page: FormPage, body: unknown): TypedAnswers {
  const fields = new Map(Object.entries((body ?? {}) as Readonly<Record<string, unknown>>));
  return Object.fromEntries(page.questions.map(({ code }) => [code, texts(fields.get(code))]));
}

function texts(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values
    .filter((part): part is string => typeof part === 'string')
    .slice(0, 100)
    .map((part) => storable(part).slice(0, longest));
}

/** The database refuses NUL and lone surrogates in JSON; nobody types them. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '');
}
