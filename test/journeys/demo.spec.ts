import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { planTruths } from '../../src/demo/citizens.js';
import { type DemoResult } from '../../src/demo/demo.js';
import { seededRandom } from '../../src/method/seeded-random.js';
import { type IndexRow } from '../../src/modules/indices/domain/index-row.js';
import { runCommand, startProgram } from '../support/program.js';

/** Twenty thousand citizens on a slow machine, in milliseconds. */
const LONG = 300_000;

describe('the demonstration', () => {
  let folder: string;
  let result: DemoResult;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sipas-demo-'));
    const { code, stdout, stderr } = await runCommand(['demo', '--once', '--json'], { DATA_DIR: folder });
    if (code !== 0) throw new Error(stderr);
    result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as DemoResult;
  }, LONG);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('ends with one line that says what came out', () => {
    expect(result).toMatchObject({ round: 'BD-2025-H1', agencies: 117, verdict: 'notMet' });
    expect(result.accepted).toBeGreaterThan(19_900);
    expect(result.interval?.low).toBeLessThan(result.index ?? 0);
    expect(result.interval?.high).toBeGreaterThan(result.index ?? 0);
  });

  it('leaves four files of the form that their names say, each calling its data simulated', async () => {
    const head = async (file: string, length: number): Promise<string> =>
      (await readFile(file)).subarray(0, length).toString('latin1');
    expect(await readFile(result.files.html, 'utf8')).toMatch(/<html lang="vi"[\s\S]*Dữ liệu mô phỏng/);
    expect(await head(result.files.pdf, 5)).toBe('%PDF-');
    expect(await head(result.files.docx, 2)).toBe('PK');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(result.files.xlsx);
    const cells: unknown[] = [];
    book.eachSheet((sheet) => {
      expect(JSON.stringify(sheet.getRow(3).values)).toContain('Dữ liệu mô phỏng');
      sheet.eachRow((row) => {
        row.eachCell((cell) => cells.push(cell.value));
      });
    });
    expect(cells).toContain(result.index);
  });

  it('is covered by its intervals, whose truth is known', async () => {
    const program = await startProgram({ DATA_DIR: folder });
    try {
      const url = `${program.url}/api/v1/rounds/${result.round}`;
      const { rows } = (await fetch(`${url}/indices?by=overall&across=agency`).then((answer) =>
        answer.json(),
      )) as {
        rows: IndexRow[];
      };
      const { agencies } = (await fetch(url).then((answer) => answer.json())) as {
        agencies: { code: string; level: string }[];
      };
      const plan = planTruths(agencies, 20_000, seededRandom('demonstration'));
      const truths = new Map(plan.map(({ agency, truth }) => [agency, 100 * truth]));
      const intervals = rows.flatMap((row) =>
        row.suppressed || row.interval === null ? [] : [{ ...row.interval, agency: row.agency }],
      );
      const covered = intervals.filter(({ agency, low, high }) => {
        const truth = truths.get(agency) ?? 0;
        return low <= truth && truth <= high;
      });
      expect(intervals.length).toBeGreaterThan(90);
      expect(covered.length / intervals.length).toBeGreaterThan(0.88);
      expect(rows.some((row) => row.suppressed)).toBe(true);
    } finally {
      await program.end('SIGTERM');
    }
  });

  it(
    'can be repeated on the same data, which stays as it is',
    async () => {
      const again = await runCommand(['demo', '--once', '--json'], { DATA_DIR: folder });
      const repeated = JSON.parse(again.stdout.trim().split('\n').at(-1) ?? '') as DemoResult;
      expect(repeated).toEqual(result);
      const check = await runCommand(['round:check', result.round, '--json'], { DATA_DIR: folder });
      expect(JSON.parse(check.stdout)).toMatchObject({ equal: true, pending: 0, counted: result.accepted });
    },
    LONG,
  );
});
