import { HttpException } from '@nestjs/common';
import { AppError, describeError, errorCatalogue, type Fault, type Language } from '../errors/app-error.js';
import { platformErrors } from '../platform.errors.js';
import { translateDatabaseError } from './postgres-errors.js';

/** A problem details object (RFC 9457) with our stable `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail?: string }[];
}

/** The language that a client asked for: English only when it is preferred over Vietnamese. */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const wishes = (acceptLanguage ?? '').split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
    const quality = rest.map((item) => /^\s*q=([\d.]+)/.exec(item)?.[1]).find((value) => value !== undefined);
    return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
  });
  const known = wishes.filter(
    ({ language, quality }) => (language === 'vi' || language === 'en') && quality > 0,
  );
  known.sort((a, b) => b.quality - a.quality);
  return known[0]?.language === 'en' ? 'en' : 'vi';
}

/** Any thrown value as the AppError that a client is told; what we did not foresee becomes `internal-error`. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return (
    translateDatabaseError(error) ??
    translateFrameworkError(error) ??
    platformErrors['internal-error']({}, undefined, { cause: error })
  );
}

/** Writes an error down for a client. */
export function toProblem(error: AppError, language: Language): Problem {
  const title = describeError(error.code, language, error.params);
  const faults = error.faults?.map((fault) => describeFault(fault, language));
  return {
    type: `urn:sipas:problem:${error.code}`,
    title,
    status: error.status,
    code: error.code,
    ...(faults && faults.length > 0 ? { errors: faults } : {}),
  };
}

/** Seconds for the Retry-After header, or undefined when trying again would not help. */
export function retryAfter(error: AppError): number | undefined {
  const wish = error.params['retryAfter'];
  return typeof wish === 'number' ? wish : errorCatalogue().get(error.code)?.retryAfter;
}

function describeFault(fault: Fault, language: Language): { pointer: string; code: string; detail?: string } {
  const detail =
    fault[language] ?? (errorCatalogue().has(fault.code) ? describeError(fault.code, language) : undefined);
  return { pointer: fault.pointer, code: fault.code, ...(detail === undefined ? {} : { detail }) };
}

const codesByStatus: Readonly<Record<number, keyof typeof platformErrors>> = {
  400: 'bad-request',
  401: 'sign-in-required',
  403: 'access-denied',
  404: 'not-found',
  405: 'method-not-allowed',
  409: 'in-conflict',
  413: 'too-large',
  415: 'unsupported-media-type',
  422: 'value-refused',
  429: 'too-many-requests',
  503: 'shutting-down',
};

const notJson = new Set(['FST_ERR_CTP_INVALID_JSON_BODY', 'FST_ERR_CTP_EMPTY_JSON_BODY']);

/** Fastify and Nest throw errors of their own, for example for a body that is no JSON. */
function translateFrameworkError(error: unknown): AppError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as Error & { code?: unknown; statusCode?: unknown };
  const cause = { cause: error };
  if (
    (typeof code === 'string' && notJson.has(code)) ||
    (error instanceof SyntaxError && statusCode === 400)
  ) {
    return platformErrors['not-json']({}, undefined, cause);
  }
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  const known = typeof status === 'number' ? codesByStatus[status] : undefined;
  return known === undefined ? undefined : platformErrors[known]({}, undefined, cause);
}
