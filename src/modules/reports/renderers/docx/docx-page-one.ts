import { AlignmentType, BorderStyle, HeadingLevel, type IRunOptions, Paragraph, type Table } from 'docx';

import { type ChartStyle } from '../charts/chart-style.js';
import { palette } from '../palette.js';
import { type PrintedFigure, type PrintedReport } from '../printed-report.js';
import { drawingParagraph, pageWidth, sideBySide, textRun } from './docx-parts.js';

type Part = Paragraph | Table;

function headLine(text: string, run: IRunOptions = {}): Paragraph {
  return new Paragraph({ style: 'HeadLine', children: [textRun({ text, ...run })] });
}

/** The short rule beneath the agency and the motto: a paragraph border, indented from both sides. */
function shortRule(indent: number): Paragraph {
  return new Paragraph({
    indent: { left: indent, right: indent },
    spacing: { before: 0, after: 60, line: 60, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: 'auto' } },
  });
}

/** Issuing agency, national title, motto, number, place and date, title (Decree 30/2020, Appendix I). */
export function headParts({ heading }: PrintedReport): Part[] {
  return [
    sideBySide([
      {
        mm: 70,
        children: [
          headLine(heading.parentAgency, { size: 22 }),
          headLine(heading.issuingAgency, { bold: true }),
          shortRule(1300),
          headLine(heading.number),
        ],
      },
      {
        mm: 92,
        children: [
          headLine(heading.nationalTitle, { bold: true }),
          headLine(heading.motto, { bold: true, size: 26 }),
          shortRule(1250),
          headLine(heading.placeAndDate, { italics: true }),
        ],
      },
    ]),
    new Paragraph({
      heading: HeadingLevel.TITLE,
      spacing: { before: 120 },
      children: [textRun({ text: heading.documentType, size: 28 })],
    }),
    new Paragraph({ heading: HeadingLevel.TITLE, text: heading.subject }),
    shortRule(3700),
  ];
}

/** The summary: the index and its verdict, what it means, then drawings in two columns. */
export function summaryParts({ summary }: PrintedReport, style: ChartStyle): Part[] {
  const drawing = (
    figure: PrintedFigure,
    id: number,
    mm: number,
    width: number,
    legend = true,
  ): Paragraph[] => [
    new Paragraph({ style: 'FigureCaption', text: figure.caption }),
    drawingParagraph(figure, id, mm, { ...style, width, legend }),
    ...(figure.note
      ? [new Paragraph({ style: 'Note', children: [textRun({ text: figure.note, size: 16 })] })]
      : []),
  ];
  const right = summary.rankings.flatMap((ranking, at) => drawing(ranking, 10 + at, 86, 372));
  return [
    sideBySide(
      [
        { mm: 46, children: indexParts(summary) },
        { mm: pageWidth - 46, children: sentenceParts(summary) },
      ],
      palette.wash,
    ),
    sideBySide([
      {
        mm: 72,
        children: [
          ...drawing(summary.history, 1, 68, 262),
          ...drawing(summary.weakest, 2, 68, 262, false),
          ...drawing(summary.strongest, 3, 68, 262),
        ],
      },
      { mm: pageWidth - 72, children: right.length > 0 ? right : [new Paragraph('')] },
    ]),
  ];
}

function indexParts({ index, indexLabel, verdict }: PrintedReport['summary']): Paragraph[] {
  const centred = (text: string, run: IRunOptions): Paragraph =>
    new Paragraph({
      style: 'SummaryText',
      alignment: AlignmentType.CENTER,
      children: [textRun({ text, ...run })],
    });
  const accent = palette.accent.slice(1);
  return [
    centred(indexLabel, { color: palette.muted.slice(1), size: 19 }),
    ...(index ? [centred(index, { bold: true, size: 52, color: accent })] : []),
    ...(verdict
      ? [
          centred(verdict.text, {
            bold: true,
            size: 22,
            color: verdict.code === 'notMet' ? palette.ink.slice(1) : accent,
          }),
        ]
      : []),
  ];
}

function sentenceParts({ headline, facts, sentences }: PrintedReport['summary']): Paragraph[] {
  const runs = facts.flatMap(({ label, value }, at) => [
    textRun({ text: `${at > 0 ? '   ' : ''}${label}: ` }),
    textRun({ text: value.replaceAll(' ', '\u00a0'), bold: true }),
  ]);
  return [
    new Paragraph({
      style: 'SummaryText',
      children: [textRun({ text: headline, bold: true, size: 23 })],
    }),
    ...(runs.length > 0 ? [new Paragraph({ style: 'SummaryText', children: runs })] : []),
    ...sentences.map((text) => new Paragraph({ style: 'SummaryText', text })),
  ];
}

/** Recipients at the left, signature at the right; room for the hand between title and name. */
export function signatureParts({ heading, recipientsTitle }: PrintedReport): Part[] {
  const { authority, title, name } = heading.signature;
  const bold = (text: string, after = 0): Paragraph =>
    new Paragraph({
      style: 'HeadLine',
      spacing: { after },
      children: [textRun({ text, bold: true, size: 26 })],
    });
  return [
    new Paragraph({ text: '' }),
    sideBySide([
      {
        mm: 81,
        children: [
          new Paragraph({
            spacing: { after: 20 },
            children: [textRun({ text: recipientsTitle, bold: true, italics: true, size: 24 })],
          }),
          ...heading.recipients.map(
            (text) =>
              new Paragraph({
                spacing: { after: 0 },
                children: [textRun({ text: `– ${text}`, size: 22 })],
              }),
          ),
        ],
      },
      { mm: 81, children: [...(authority ? [bold(authority)] : []), bold(title, 1400), bold(name)] },
    ]),
  ];
}
