/** What became of the drawn persons of a probability round. Each number is part of the one before it or of `drawn`. */
export interface Dispositions {
  readonly drawn: number;
  /** Found not to belong to the population (moved away, no such dossier). */
  readonly ineligible: number;
  readonly contacted: number;
  readonly refused: number;
  readonly answered: number;
  /** Answered and called back afterwards (*phúc tra*). */
  readonly calledBack: number;
}

/** A share with what it is a share of, because rates without their denominator do not compare. */
export interface Rate {
  readonly of: number;
  /** 0–1; null when there is nobody to take a share of. */
  readonly value: number | null;
}

/** Response rates of a round (method §3): response and contact of the eligible, refusal and co-operation of the reached. */
export function responseRates(
  dispositions: Dispositions,
): Record<'response' | 'contact' | 'cooperation' | 'refusal' | 'callBack', Rate> {
  const { drawn, ineligible, contacted, refused, answered, calledBack } = dispositions;
  const eligible = drawn - ineligible;
  return {
    response: rate(answered, eligible),
    contact: rate(contacted, eligible),
    cooperation: rate(answered, contacted),
    refusal: rate(refused, contacted),
    callBack: rate(calledBack, answered),
  };
}

function rate(part: number, of: number): Rate {
  return { of, value: of > 0 ? part / of : null };
}
