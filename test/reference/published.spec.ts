import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SIPAS_1001 } from '../../src/method/built-in-definitions.js';
import {
  addFractions,
  divideFractions,
  fraction,
  fractionOf,
  roundFraction,
  ZERO,
} from '../../src/method/fraction.js';
import { weightedMean } from '../../src/method/index-value.js';

interface ParIndex {
  readonly province: readonly {
    year: number;
    par_index: number;
    components?: Readonly<Record<string, number>>;
  }[];
  readonly districts_2017: {
    rows: readonly (readonly [string, number, number, number])[];
    mean_published: number;
  };
}

const data = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../data/par-index-binh-duong.json'), 'utf8'),
) as ParIndex;
const sum = (values: readonly number[]): ReturnType<typeof fractionOf> =>
  values.map(fractionOf).reduce(addFractions, ZERO);

describe('published checks (method §2)', () => {
  it('PAR INDEX 2020 of Bình Dương: its four parts make 86.93', () => {
    const year = data.province.find((row) => row.year === 2020);
    expect(roundFraction(sum(Object.values(year?.components ?? {})), 2)).toBe(86.93);
    expect(year?.par_index).toBe(86.93);
  });

  it('the nine districts of 2017: each row sums, and their plain mean is 78.39', () => {
    const { rows, mean_published: published } = data.districts_2017;
    expect(rows).toHaveLength(9);
    for (const [, appraisal, survey, total] of rows)
      expect(roundFraction(sum([appraisal, survey]), 2)).toBe(total);
    expect(roundFraction(divideFractions(sum(rows.map((row) => row[3])), fraction(9)), 2)).toBe(published);
    expect(published).toBe(78.39);
  });

  it.each([
    [2024, 83.84, 84.09, 83.94],
    [2023, 82.49, 82.97, 82.66],
  ])(
    'a plain mean of policy and service does not give the published overall of %p',
    (_, policy, service, overall) => {
      const mean = (weight: number): number => {
        const parts = [
          { value: fractionOf(policy), weight },
          { value: fractionOf(service), weight: 1 - weight },
        ];
        return roundFraction(weightedMean(parts) ?? ZERO, 2);
      };
      expect(mean(0.5)).not.toBe(overall);
      expect(Object.values(SIPAS_1001.weights.aspects)).toEqual([null, null]);
      expect([0.615, 0.62, 0.63, 0.64].map(mean)).toContain(overall);
    },
  );
});
