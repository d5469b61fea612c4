/** The names of the `:parameters` in a URL pattern, read from its type. */
type ParameterOf<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterOf<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? Name
    : never;

type Values<Pattern extends string> = Readonly<Record<ParameterOf<Pattern>, string | number>>;

/** A URL of the application: call it with its parameters to get a link, use `pattern` to declare the route. */
export interface Route<Pattern extends string> {
  (...values: ParameterOf<Pattern> extends never ? [] : [Values<Pattern>]): string;
  readonly pattern: Pattern;
}

/**
 * Makes a typed URL from a pattern such as `/r/:round/page/:page`.
 * A missing or misspelt parameter is a type error; values are percent-encoded.
 */
export function route<const Pattern extends string>(pattern: Pattern): Route<Pattern> {
  const fill = (values: Readonly<Record<string, string | number>> = {}): string =>
    pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
  return Object.assign(fill, { pattern });
}

/** Adds query parameters to a URL; `undefined`, null and the empty string are left out. */
export function withQuery(
  url: string,
  query: Readonly<Record<string, string | number | null | undefined>>,
): string {
  const [path = '', existing = ''] = url.split('?');
  const search = new URLSearchParams(existing);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') search.delete(name);
    else search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
