/** The languages that every text for a person exists in; Vietnamese is the default. */
export type Language = 'vi' | 'en';

export type ErrorParams = Readonly<Record<string, string | number>>;

/** One wrong place in a request. `pointer` is a JSON pointer (RFC 6901) into the body. */
export interface Fault {
  readonly pointer: string;
  readonly code: string;
  readonly vi?: string;
  readonly en?: string;
}

export interface ErrorDefinition {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
  /** Seconds that a client should wait before it tries again. */
  readonly retryAfter?: number;
}

/** What services throw. The code is stable and public; status and texts stand in the catalogue of the module. */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: string,
    readonly status: number,
    readonly params: ErrorParams = {},
    readonly faults?: readonly Fault[],
    options?: ErrorOptions,
  ) {
    super(describeError(code, 'en', params), options);
  }
}

export type ErrorConstructors<T> = {
  readonly [K in keyof T]: (
    params?: ErrorParams,
    faults?: readonly Fault[],
    options?: ErrorOptions,
  ) => AppError;
};

const catalogue = new Map<string, ErrorDefinition>();

/**
 * Enters the errors of one module in the catalogue of the process and returns a maker per code:
 * `throw roundErrors['round-not-found']({ round })`. Texts may hold `{param}`.
 * @throws Error when another module already owns a code, which stops the start-up
 */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(
  definitions: T,
): ErrorConstructors<T> {
  const makers = Object.entries(definitions).map(([code, definition]) => {
    if (catalogue.has(code)) throw new Error(`The error code ${code} is defined twice`);
    catalogue.set(code, definition);
    const make = (params?: ErrorParams, faults?: readonly Fault[], options?: ErrorOptions): AppError =>
      new AppError(code, definition.status, params, faults, options);
    return [code, make] as const;
  });
  return Object.fromEntries(makers) as ErrorConstructors<T>;
}

/** The text of an error code in one language, with `{param}` filled in; the code itself when it is unknown. */
export function describeError(code: string, language: Language, params: ErrorParams = {}): string {
  const text = catalogue.get(code)?.[language] ?? code;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** All known errors by code, for the API description and the guard tests. */
export function errorCatalogue(): ReadonlyMap<string, ErrorDefinition> {
  return catalogue;
}
