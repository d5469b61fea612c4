import { reportInput } from '../../../../test/factories/report.js';
import { buildReport } from './report-builder.js';
import { type Figure } from './report-model.js';

const model = buildReport(reportInput());

function shown(figure: Figure): Extract<Figure, { suppressed: false }> {
  if (figure.suppressed) throw new Error('expected a figure');
  return figure;
}

describe('buildReport', () => {
  it('gives the same model for the same input', () => {
    const input = reportInput();
    expect(buildReport(input)).toEqual(buildReport(input));
  });

  it('adds up levels from their agencies to the whole', () => {
    const levels = model.levels.map(({ figure }) => shown(figure).n);
    expect(levels.reduce((a, b) => a + b, 0)).toBe(shown(model.overall).n);
  });

  it('shows no figure and no rank of an agency under the threshold', () => {
    const small = model.rankings
      .flatMap(({ agencies }) => agencies)
      .filter(({ figure }) => figure.suppressed);
    expect(small.length).toBeGreaterThan(0);
    for (const agency of small) {
      expect(agency.rank).toBeNull();
      expect(agency.figure).toEqual({ suppressed: true });
    }
    const rows = [
      ...model.annexes,
      ...model.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
      ),
    ].flatMap((table) => table.rows);
    for (const row of rows.filter(({ suppressed }) => suppressed)) {
      expect(
        row.cells.filter(({ kind }) => kind === 'number' || kind === 'pair' || kind === 'verdict'),
      ).toEqual([]);
    }
  });

  it('prints a distance that a reader can check by subtraction', () => {
    const overall = shown(model.overall);
    expect(overall.target?.distance).toBeCloseTo(overall.index - 95, 10);
  });

  it('has as many cells in every row as columns, and n or N in every table of figures', () => {
    const tables = [
      ...model.annexes,
      ...model.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
      ),
    ];
    for (const table of tables) {
      for (const row of table.rows) expect(row.cells).toHaveLength(table.columns.length);
      expect(table.columns.some(({ heading }) => heading === 'n' || heading === 'N')).toBe(true);
    }
  });

  it('has unique codes for tables and figures', () => {
    const codes = [
      ...model.annexes.map(({ code }) => code),
      ...model.sections.flatMap(({ blocks }) =>
        blocks.flatMap((block) =>
          block.kind === 'table' ? [block.table.code] : block.kind === 'figure' ? [block.figure.code] : [],
        ),
      ),
    ];
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('joins no line across the break of 2022 and none to this round', () => {
    const { points } = model.summary.history;
    expect(points.map(({ value }) => value).slice(0, 3)).toEqual([79.58, 85.03, 88.05]);
    expect(new Set(points.slice(0, 3).map(({ segment }) => segment)).size).toBe(1);
    expect(points.at(-1)).toMatchObject({ own: true, segment: -1 });
  });
});
