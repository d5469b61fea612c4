import { type Disclosed, discloseRows } from './disclosure.js';

interface Row {
  key: string;
  parent: string | null;
  n: number;
}
const VIEW = {
  keyOf: (row: Row): string => row.key,
  parentOf: (row: Row): string | null => row.parent,
  respondentsOf: (row: Row): number => row.n,
};
const row = (key: string, n: number, parent: string | null = null): Row => ({ key, n, parent });
const reasons = (rows: Disclosed<Row>[]): Record<string, string> =>
  Object.fromEntries(rows.flatMap((out) => (out.suppressed ? [[out.key, out.reason]] : [])));

describe('disclosure control (method §5)', () => {
  it('publishes what has enough respondents', () => {
    const rows = [row('P', 60), row('A', 40, 'P'), row('B', 20, 'P')];
    expect(discloseRows(rows, VIEW)).toEqual(
      rows.map((each) => ({ suppressed: false, key: each.key, row: each })),
    );
  });

  it('hides a second row where the first could be found by subtraction', () => {
    const rows = [row('P', 99), row('A', 50, 'P'), row('B', 40, 'P'), row('C', 9, 'P')];
    expect(reasons(discloseRows(rows, VIEW))).toEqual({ C: 'few', B: 'subtraction' });
  });

  it('hides a further row where the hidden ones together are too few', () => {
    const rows = [row('P', 57), row('A', 50, 'P'), row('B', 4, 'P'), row('C', 3, 'P')];
    expect(reasons(discloseRows(rows, VIEW))).toEqual({ B: 'few', C: 'few', A: 'subtraction' });
  });

  it('protects a hidden row from the rows beneath it', () => {
    const rows = [
      row('P', 100),
      row('A', 60, 'P'),
      row('B', 35, 'P'),
      row('C', 5, 'P'),
      row('B1', 20, 'B'),
      row('B2', 15, 'B'),
    ];
    expect(reasons(discloseRows(rows, VIEW))).toEqual({ C: 'few', B: 'subtraction', B2: 'subtraction' });
  });

  it('counts those who belong to no child', () => {
    const rows = [row('P', 43), row('A', 20, 'P'), row('B', 20, 'P')];
    expect(reasons(discloseRows(rows, VIEW))).toEqual({ A: 'subtraction' });
  });

  it('takes the stricter threshold for sensitive breakdowns', () => {
    expect(reasons(discloseRows([row('X', 19)], VIEW, 20))).toEqual({ X: 'few' });
  });

  it('hands out no figure of a hidden row', () => {
    expect(discloseRows([row('X', 3)], VIEW)).toEqual([{ suppressed: true, key: 'X', reason: 'few' }]);
  });
});
