import { Resvg } from '@resvg/resvg-js';
import {
  AlignmentType,
  BorderStyle,
  ImageRun,
  type IRunOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

import { drawFigure, sizeOf } from '../charts/draw-figure.js';
import { type ChartStyle } from '../charts/chart-style.js';
import { tinosFiles } from '../fonts.js';
import { palette } from '../palette.js';
import { type PrintedFigure, type PrintedTable } from '../printed-report.js';

/** Twentieths of a point in a millimetre. */
const twip = 56.6929;
/** Pixels in a millimetre, at 96 to the inch. */
const pixel = 96 / 25.4;

/** Usable width of the page in mm: 210 less margins of 30 and 18. */
export const pageWidth = 162;

export function twips(mm: number): number {
  return Math.round(mm * twip);
}

/** A run of text with its own look. */
export function textRun(options: IRunOptions): TextRun {
  return new TextRun(options);
}

function hex(colour: string): string {
  return colour.slice(1);
}

/** A caption, a table whose head is repeated on every page, and its note. Figures stand at the right. */
export function tableParts(table: PrintedTable, captioned: boolean): (Paragraph | Table)[] {
  const caption = captioned ? [new Paragraph({ style: 'TableCaption', text: table.caption })] : [];
  const note = table.note
    ? [new Paragraph({ style: 'Note', text: table.note })]
    : [new Paragraph({ style: 'Note', text: '' })];
  return [...caption, dataTable(table), ...note];
}

function dataTable(table: PrintedTable): Table {
  const widths = columnWidths(table);
  const cell = (text: string, at: number, bold: boolean, muted: boolean): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      verticalAlign: bold && muted ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER,
      children: [
        new Paragraph({
          style: 'TableText',
          alignment: table.columns[at]?.right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [textRun({ text, bold, ...(muted && !bold ? { color: hex(palette.muted) } : {}) })],
        }),
      ],
    });
  return new Table({
    style: 'ReportTable',
    layout: TableLayoutType.FIXED,
    width: { size: twips(pageWidth), type: WidthType.DXA },
    columnWidths: widths,
    // Narrow, so that six digits stand on one line.
    margins: { marginUnitType: WidthType.DXA, left: twips(0.8), right: twips(0.8) },
    tableLook: { firstRow: true, noVBand: true, noHBand: true },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map(({ heading }, at) => cell(heading, at, true, true)),
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.cells.map((text, at) => cell(text, at, row.strong, row.suppressed)),
          }),
      ),
    ],
  });
}

function columnWidths({ columns }: PrintedTable): number[] {
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const open = columns.filter(({ width }) => width === null).length;
  return columns.map(({ width }) => twips(width ?? (pageWidth - fixed) / open));
}

/** A drawing `mm` wide: SVG for Word, with the same drawing as PNG for those that cannot show it. */
export function drawingParagraph(
  figure: PrintedFigure,
  id: number,
  mm: number,
  style: ChartStyle,
): Paragraph {
  const svg = drawFigure(figure.drawn, style);
  const { width, height } = sizeOf(svg);
  const png = new Resvg(svg, {
    fitTo: { mode: 'width', value: Math.round(mm * pixel * 2) },
    background: '#ffffff',
    font: {
      loadSystemFonts: false,
      fontFiles: [...tinosFiles].filter((file) => !file.includes('Italic')),
      defaultFontFamily: 'Tinos',
    },
  })
    .render()
    .asPng();
  const transformation = { width: Math.round(mm * pixel), height: Math.round((mm * pixel * height) / width) };
  return new Paragraph({
    style: 'Drawing',
    children: [
      new ImageRun({
        type: 'svg',
        data: Buffer.from(svg),
        fallback: { type: 'png', data: png },
        transformation,
        altText: { id: String(id), name: figure.code, title: figure.caption, description: figure.alt },
      }),
    ],
  });
}

const bare = { style: BorderStyle.NONE, size: 0, color: 'auto' };

/** Columns side by side without rules, widths in mm; for the head, the summary and the foot, not for data. */
export function sideBySide(
  columns: readonly { mm: number; children: (Paragraph | Table)[] }[],
  fill?: string,
): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(columns.reduce((sum, { mm }) => sum + mm, 0)), type: WidthType.DXA },
    columnWidths: columns.map(({ mm }) => twips(mm)),
    borders: {
      top: bare,
      bottom: bare,
      left: bare,
      right: bare,
      insideHorizontal: bare,
      insideVertical: bare,
    },
    rows: [
      new TableRow({
        children: columns.map(
          ({ mm, children }) =>
            new TableCell({
              width: { size: twips(mm), type: WidthType.DXA },
              margins: fill
                ? { top: twips(2), bottom: twips(2), left: twips(2.5), right: twips(2.5) }
                : { left: 0, right: twips(2) },
              verticalAlign: fill ? VerticalAlignTable.CENTER : VerticalAlignTable.TOP,
              ...(fill ? { shading: { type: ShadingType.CLEAR, fill: hex(fill), color: 'auto' } } : {}),
              children,
            }),
        ),
      }),
    ],
  });
}
