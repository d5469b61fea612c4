import ExcelJS from 'exceljs';

import { columnDigits, formatDate, verdictWord } from '../../domain/number-format.js';
import { type Cell, type Column, type Table } from '../../domain/report-document.js';
import { figureTable } from '../../domain/report-figure-tables.js';
import { reportTexts } from '../../domain/report-language.js';
import { type ReportModel } from '../../domain/report-model.js';
import { wrapText } from '../charts/text-width.js';
import { palette } from '../palette.js';
import { fixOfficeDates } from '../zip-bytes.js';
import { safeText, sheetName } from './sheet-text.js';

type Value = string | number | null;

/** A column of the sheet: a pair of the model takes two, so that every figure is a number of its own. */
interface SheetColumn {
  readonly heading: string;
  readonly width: number;
  readonly format: string | null;
  readonly wrap: boolean;
}

const fill = (colour: string): ExcelJS.Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: `FF${colour.slice(1)}` },
});

/**
 * A workbook with one sheet per table: real numbers with formats (the reader's Excel sets the separators), frozen
 * heads, the title and the note on simulated data on every sheet. No cell is ever a formula.
 */
export async function renderXlsx(model: ReportModel): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const at = new Date(`${model.generatedOn.slice(0, 10)}T00:00:00Z`);
  Object.assign(workbook, {
    creator: model.heading.issuingAgency,
    lastModifiedBy: model.heading.issuingAgency,
    created: at,
    modified: at,
  });
  const names = new Set<string>();
  summarySheet(workbook, model, names);
  for (const table of tablesOf(model)) tableSheet(workbook, model, table, names);
  return fixOfficeDates(Buffer.from(await workbook.xlsx.writeBuffer()), model.generatedOn);
}

/** Points for the longest of a row's wrapped texts, since a workbook is opened without measuring; widths in characters. */
function heightOf(cells: readonly { readonly text: string; readonly width: number }[]): number {
  const lines = cells.map(({ text, width }) => wrapText(text, width * 5.6, 11).length);
  return 4 + 14.5 * Math.max(1, ...lines);
}

function tablesOf(model: ReportModel): readonly Table[] {
  const body = model.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : [])),
  );
  return [figureTable(model, model.summary.history), ...body, ...model.annexes];
}

function addSheet(
  workbook: ExcelJS.Workbook,
  model: ReportModel,
  title: string,
  names: Set<string>,
): ExcelJS.Worksheet {
  const texts = reportTexts(model.locale);
  const banner = model.simulated ? texts.simulatedBanner : null;
  const sheet = workbook.addWorksheet(sheetName(title, names), {
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    headerFooter: banner === null ? {} : { oddFooter: `&C${banner}` },
  });
  // 9 is A4; the library's enumeration of paper sizes lacks it at run time.
  Object.assign(sheet.pageSetup, { paperSize: 9 });
  sheet.addRow([safeText(title)]).font = { name: 'Times New Roman', size: 14, bold: true };
  sheet.addRow([
    safeText(`${model.round.title} (${model.round.code}), ${formatDate(model.generatedOn)}`),
  ]).font = { name: 'Times New Roman', size: 11, color: { argb: `FF${palette.muted.slice(1)}` } };
  const warning = sheet.addRow([banner ?? '']);
  warning.font = {
    name: 'Times New Roman',
    size: 11,
    bold: true,
    color: { argb: `FF${palette.warningInk.slice(1)}` },
  };
  if (banner !== null) warning.getCell(1).fill = fill(palette.warningWash);
  return sheet;
}

function summarySheet(workbook: ExcelJS.Workbook, model: ReportModel, names: Set<string>): void {
  const texts = reportTexts(model.locale);
  const sheet = addSheet(workbook, model, texts.summaryTitle, names);
  sheet.columns = [{ width: 60 }, { width: 28 }];
  const decimals = `0.${'0'.repeat(model.definition.digits)}`;
  for (const text of [model.summary.headline, ...model.summary.sentences]) {
    const row = sheet.addRow([safeText(text)]);
    row.font = { name: 'Times New Roman', size: 12 };
    row.height = heightOf([{ text, width: 88 }]);
    row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
    sheet.mergeCells(row.number, 1, row.number, 2);
  }
  sheet.addRow([]);
  for (const { label, value, format } of summaryRows(model, decimals)) {
    const row = sheet.addRow([label, value]);
    row.font = { name: 'Times New Roman', size: 12 };
    row.getCell(2).alignment = { horizontal: 'right' };
    if (format !== null) row.getCell(2).numFmt = format;
  }
}

function summaryRows(
  model: ReportModel,
  decimals: string,
): { label: string; value: Value; format: string | null }[] {
  const { overall, locale, target } = model;
  const texts = reportTexts(locale);
  if (overall.suppressed) return [];
  return [
    { label: `${texts.overallIndex} (%)`, value: overall.index, format: decimals },
    {
      label: `${texts.interval95}: ${ends(locale)[0]}`,
      value: overall.interval?.low ?? null,
      format: decimals,
    },
    {
      label: `${texts.interval95}: ${ends(locale)[1]}`,
      value: overall.interval?.high ?? null,
      format: decimals,
    },
    { label: texts.columns.n, value: overall.n, format: '#,##0' },
    { label: texts.columns.answers, value: overall.answers, format: '#,##0' },
    ...(target && overall.target
      ? [
          { label: texts.targetLabel('(%)'), value: target.threshold, format: '0.##' },
          {
            label: texts.columns.distance,
            value: overall.target.distance,
            format: `+${decimals};-${decimals};${decimals}`,
          },
          { label: texts.columns.verdict, value: texts.fullVerdict[overall.target.verdict], format: null },
        ]
      : []),
  ];
}

function ends(locale: ReportModel['locale']): readonly [string, string] {
  return locale === 'vi' ? ['cận dưới', 'cận trên'] : ['low', 'high'];
}

function tableSheet(workbook: ExcelJS.Workbook, model: ReportModel, table: Table, names: Set<string>): void {
  const sheet = addSheet(workbook, model, table.caption, names);
  const columns = table.columns.map((column) => sheetColumns(model, column));
  const flat = columns.flat();
  sheet.columns = flat.map(({ width }) => ({ width }));
  const head = sheet.addRow(flat.map(({ heading }) => safeText(heading)));
  head.height = heightOf(flat.map(({ heading, width }) => ({ text: heading, width: width * 0.9 })));
  head.eachCell((cell, at) => {
    cell.font = { name: 'Times New Roman', size: 11, bold: true };
    cell.fill = fill(palette.wash);
    cell.border = { top: { style: 'thin' }, bottom: { style: 'thin' } };
    cell.alignment = {
      wrapText: true,
      vertical: 'bottom',
      horizontal: flat[at - 1]?.wrap ? 'left' : 'right',
    };
  });
  for (const { cells, strong } of table.rows) {
    const values = cells.flatMap((cell, at) => cellValues(model, cell, columns[at]?.length ?? 1));
    const row = sheet.addRow(values);
    row.font = { name: 'Times New Roman', size: 11, bold: strong };
    row.height = heightOf(
      flat.map(({ width, wrap }, at) => ({ text: wrap ? String(values[at] ?? '') : '', width })),
    );
    flat.forEach((column, at) => {
      const cell = row.getCell(at + 1);
      if (column.format !== null) cell.numFmt = column.format;
      cell.alignment = {
        vertical: 'top',
        wrapText: column.wrap,
        horizontal: column.wrap ? 'left' : 'right',
        // Keeps a text apart from the number before it.
        indent: column.wrap && at > 0 ? 1 : 0,
      };
    });
  }
  if (table.note) noteRow(sheet, table.note, flat);
  sheet.views = [{ state: 'frozen', ySplit: head.number, xSplit: 0 }];
  sheet.pageSetup.printTitlesRow = `${head.number}:${head.number}`;
}

/** The note runs over all columns, so that it does not widen the printed page. */
function noteRow(sheet: ExcelJS.Worksheet, note: string, columns: readonly SheetColumn[]): void {
  const row = sheet.addRow([safeText(note)]);
  row.font = { name: 'Times New Roman', size: 10, italic: true };
  row.height = heightOf([{ text: note, width: columns.reduce((sum, { width }) => sum + width, 0) }]);
  row.getCell(1).alignment = { wrapText: true, vertical: 'top' };
  if (columns.length > 1) sheet.mergeCells(row.number, 1, row.number, columns.length);
}

function sheetColumns(model: ReportModel, column: Column): SheetColumn[] {
  const digits = columnDigits(column, model.definition.digits);
  const decimals = digits > 0 ? `0.${'0'.repeat(digits)}` : '#,##0';
  const { heading, kind } = column;
  const number = (name: string, format: string): SheetColumn => ({
    heading: name,
    width: 13,
    format,
    wrap: false,
  });
  const [low, high] = ends(model.locale);
  switch (kind) {
    case 'text':
      return [{ heading, width: 52, format: null, wrap: true }];
    case 'short':
      return [{ heading, width: 22, format: null, wrap: true }];
    case 'code':
      return [{ heading, width: 10, format: null, wrap: true }];
    case 'verdict':
      return [{ heading, width: 18, format: null, wrap: true }];
    case 'interval':
    case 'rankRange':
      return [number(`${heading}: ${low}`, decimals), number(`${heading}: ${high}`, decimals)];
    case 'rank':
      return [number(heading, '0'), number(model.locale === 'vi' ? 'Trên tổng số' : 'Out of', '0')];
    case 'points':
      return [number(heading, `+${decimals};-${decimals};${decimals}`)];
    default:
      return [number(heading, decimals)];
  }
}

function cellValues(model: ReportModel, cell: Cell, width: number): Value[] {
  switch (cell.kind) {
    case 'number':
      return [cell.value];
    case 'pair':
      return [cell.first, cell.second];
    case 'text':
      return [safeText(cell.text)];
    case 'verdict':
      return [verdictWord(cell.verdict, model.locale)];
    case 'none':
      return Array.from({ length: width }, () => null);
  }
}
