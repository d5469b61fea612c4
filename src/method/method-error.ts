/** Stable codes of what the method refuses to compute. Services translate them for people. */
export type MethodErrorCode =
  | 'not-a-decimal'
  | 'division-by-zero'
  | 'unknown-item'
  | 'weight-not-set'
  | 'no-general-question'
  | 'out-of-range'
  | 'lonely-stratum'
  | 'bad-design'
  | 'not-converged'
  | 'crosses-a-break';

/** A figure that must not be computed from what was given. `code` is stable; `detail` names the culprit. */
export class MethodError extends Error {
  constructor(
    readonly code: MethodErrorCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'MethodError';
  }
}
