import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';
import ExcelJS from 'exceljs';

import { buildReport } from '../../../src/modules/reports/domain/report-builder.js';
import { type ReportModel } from '../../../src/modules/reports/domain/report-model.js';
import { readOfficePart } from '../../../src/modules/reports/renderers/zip-bytes.js';
import { renderReport, reportFormats } from '../../../src/modules/reports/reports.renderers.js';
import { reportInput } from '../../factories/report.js';

const model = buildReport(reportInput({ scale: 30 }));
// Eight drawings and a workbook take their time on a loaded machine.
jest.setTimeout(120_000);

const banner = 'Dữ liệu mô phỏng';

/** Runs a tool of the machine on a file, or gives null where the tool is missing. */
function tool(command: string, args: readonly string[], body: Buffer): string | null {
  const file = join(mkdtempSync(join(tmpdir(), 'report-')), 'report.bin');
  writeFileSync(file, body);
  try {
    return execFileSync(command, [...args, file, '-'].slice(0, command === 'pdftotext' ? undefined : -1), {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function body(format: (typeof reportFormats)[number], of: ReportModel = model): Promise<Buffer> {
  return (await renderReport(of, format)).body;
}

async function workbook(of: ReportModel = model): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  const bytes = await body('xlsx', of);
  await book.xlsx.load(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
  return book;
}

describe('report renderers', () => {
  it.each(reportFormats)('%s: the same model gives the same bytes', async (format) => {
    const [first, second] = [await body(format), await body(format)];
    expect(first.equals(second)).toBe(true);
  });

  it('names its files after round, language and format', async () => {
    expect((await renderReport(model, 'pdf')).fileName).toBe('sipas-BD-2025-Q4-vi.pdf');
  });

  describe('PDF', () => {
    it('is tagged PDF/UA-1 in Vietnamese with embedded fonts', async () => {
      const pdf = await body('pdf');
      const raw = pdf.toString('latin1');
      expect(raw).toMatch(/\/Lang ?\(vi/);
      expect(raw).toContain('/StructTreeRoot');
      expect(raw).toContain('pdfuaid:part');
      const fonts = tool('pdffonts', [], pdf);
      if (fonts !== null)
        for (const line of fonts.trim().split('\n').slice(2)) expect(line).toMatch(/Tinos.* yes +yes +yes /);
    });

    it('has page one as the summary and the banner on every page', async () => {
      const text = tool('pdftotext', ['-layout'], await body('pdf'));
      if (text === null) return;
      const pages = text.split('\f').slice(0, -1);
      for (const page of pages) expect(page).toContain(banner);
      for (const words of [
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
        'Xếp hạng: Cấp huyện',
        'Tiêu chí có chỉ số cao nhất',
        '79,58%',
      ])
        expect(pages[0]).toContain(words);
      expect(pages[1]).toContain('TÌNH HÌNH TRIỂN KHAI');
    });
  });

  describe('HTML', () => {
    it('runs and fetches nothing, and holds no style outside of its sheet', async () => {
      const html = (await body('html')).toString();
      expect(html).not.toMatch(/<script|<link|\sstyle=|https?:\/\/(?!www\.w3\.org)[^"<\s]*"/);
      expect(html).toContain('<html lang="vi">');
      expect(html).toContain(banner);
    });

    it('prints n or N in every table', async () => {
      const tables = (await body('html')).toString().match(/<table>[\s\S]*?<\/table>/g) ?? [];
      expect(tables.length).toBeGreaterThan(10);
      for (const table of tables) expect(table).toMatch(/<th scope="col"[^>]*>[nN]<\/th>/);
    });

    it('escapes what people wrote', async () => {
      const hostile = buildReport(
        reportInput({
          scale: 20,
          services: [{ code: 'X', name: '<img src=x onerror=alert(1)>', figures: { suppressed: true } }],
        }),
      );
      expect((await body('html', hostile)).toString()).not.toContain('<img');
    });
  });

  describe('XLSX', () => {
    it('holds real numbers, frozen heads and the banner on every sheet', async () => {
      const book = await workbook();
      expect(book.worksheets.length).toBeGreaterThan(10);
      for (const sheet of book.worksheets) expect(sheet.getCell('A3').text).toContain(banner);
      const criteria = book.getWorksheet('Theo tiêu chí');
      expect(criteria?.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 });
      const row = criteria?.getRow(5).values as unknown[];
      expect(row.slice(2, 7).every((value) => typeof value === 'number')).toBe(true);
    });

    it('never makes a formula of a text', async () => {
      const hostile = buildReport(
        reportInput({
          scale: 20,
          services: [{ code: 'X', name: '=HYPERLINK("x")', figures: { suppressed: true } }],
        }),
      );
      (await workbook(hostile)).eachSheet((sheet) => {
        sheet.eachRow((row) => {
          row.eachCell((cell) => {
            expect(cell.type).not.toBe(ExcelJS.ValueType.Formula);
            expect(cell.text).not.toMatch(/^=/);
          });
        });
      });
    });
  });

  describe('DOCX', () => {
    it('holds the document, its styles, the banner and drawings in two forms', async () => {
      const docx = await body('docx');
      const names = docx.toString('latin1');
      for (const part of [
        'word/document.xml',
        'word/styles.xml',
        'word/footer1.xml',
        'word/media/image1.svg',
        'word/media/image1.png',
      ])
        expect(names).toContain(part);
      const document = readOfficePart(docx, 'word/document.xml');
      expect(document).toContain('w:tblHeader');
      expect(document).toContain('BÁO CÁO');
      expect(readOfficePart(docx, 'word/styles.xml')).toMatch(/ReportTable[\s\S]*<\/w:styles>/);
      expect(readOfficePart(docx, 'word/styles.xml')).toContain('vi-VN');
      for (const footer of ['word/footer1.xml', 'word/footer2.xml'])
        expect(readOfficePart(docx, footer)).toContain(banner);
    });
  });
});
