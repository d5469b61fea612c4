// Not `instanceof`: Node's own network errors come from another realm where tests run.
import { isNativeError } from 'node:util/types';
import { type AppError } from '../errors/app-error.js';
import { platformErrors } from '../platform.errors.js';

/** Conditions of PostgreSQL (appendix A of its manual) that a client can do something about. */
const byState: Readonly<Record<string, keyof typeof platformErrors>> = {
  '23505': 'already-exists',
  '23P01': 'in-conflict',
  '23503': 'reference-missing',
  '23502': 'value-refused',
  '23514': 'value-refused',
  '22P02': 'value-refused',
  '22001': 'value-refused',
  '22003': 'value-refused',
  '22007': 'value-refused',
  '22008': 'value-refused',
  '40001': 'database-unavailable',
  '40P01': 'database-unavailable',
};

/** Classes of states that mean the server cannot serve: connection, resources, operator intervention. */
const unavailableClasses = new Set(['08', '53', '57']);
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);
const lostConnection =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|not queryable|Cannot use a pool after/;

/** Translates an error of node-postgres or TypeORM once, or returns undefined for any other error. */
export function translateDatabaseError(error: unknown): AppError | undefined {
  if (!isNativeError(error)) return undefined;
  const { driverError } = error as Error & { driverError?: unknown };
  if (isNativeError(driverError)) return translateDatabaseError(driverError);
  if (isDatabaseUnavailable(error))
    return platformErrors['database-unavailable']({}, undefined, { cause: error });
  const { code, severity } = error as Error & { code?: unknown; severity?: unknown };
  const known = typeof code === 'string' && severity !== undefined ? byState[code] : undefined;
  return known === undefined ? undefined : platformErrors[known]({}, undefined, { cause: error });
}

/** Whether an error says that PostgreSQL is away, so that trying again later may succeed. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  const { code, severity, syscall } = error as Error & {
    code?: unknown;
    severity?: unknown;
    syscall?: unknown;
  };
  if (severity !== undefined && typeof code === 'string') return unavailableClasses.has(code.slice(0, 2));
  if (typeof code === 'string' && networkCodes.has(code) && typeof syscall === 'string')
    return /connect|read|write|getaddrinfo/.test(syscall);
  if (error instanceof AggregateError) return error.errors.some(isDatabaseUnavailable);
  return lostConnection.test(error.message);
}
