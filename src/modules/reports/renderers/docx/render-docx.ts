import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageBreak,
  PageNumber,
  Paragraph,
  ShadingType,
  type Table,
  TextRun,
} from 'docx';

import { type ReportModel } from '../../domain/report-model.js';
import { type ChartStyle } from '../charts/chart-style.js';
import { palette } from '../palette.js';
import { type PrintedBlock, type PrintedReport, printReport } from '../printed-report.js';
import { fixOfficeDates } from '../zip-bytes.js';
import { headParts, signatureParts, summaryParts } from './docx-page-one.js';
import { drawingParagraph, pageWidth, tableParts, twips } from './docx-parts.js';
import { reportStyles, withTableStyle } from './docx-styles.js';

/** Reads as Times New Roman in Word and as Tinos, of the same metrics, where drawings are made here. */
const chartFont = "'Times New Roman', Tinos";

/** An editable document in the form of Decree 30/2020/NĐ-CP, with the outline and the tables of the PDF. */
export async function renderDocx(model: ReportModel): Promise<Buffer> {
  const printed = printReport(model);
  const style: ChartStyle = {
    width: 0,
    fontSize: 11,
    fontFamily: chartFont,
    letterScale: 1,
    locale: model.locale,
    digits: model.definition.digits,
  };
  const document = new Document({
    title: printed.title,
    creator: printed.heading.issuingAgency,
    lastModifiedBy: printed.heading.issuingAgency,
    description: printed.banner ?? '',
    styles: reportStyles(printed.lang),
    numbering: {
      config: [
        {
          reference: 'dash',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              style: { paragraph: { indent: { left: twips(8), hanging: twips(5) } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(210), height: twips(297) },
            margin: {
              top: twips(20),
              bottom: twips(20),
              left: twips(30),
              right: twips(18),
              header: twips(10),
              footer: twips(9),
            },
          },
        },
        headers: {
          first: new Header({ children: [new Paragraph('')] }),
          default: new Header({ children: [pageNumber()] }),
        },
        footers: { first: banner(printed), default: banner(printed) },
        children: [
          ...headParts(printed),
          ...summaryParts(printed, style),
          pageBreak(),
          ...bodyParts(printed, style),
          ...signatureParts(printed),
          ...annexParts(printed),
        ],
      },
    ],
  });
  return fixOfficeDates(await Packer.toBuffer(document), model.generatedOn, {
    'word/styles.xml': withTableStyle,
  });
}

function pageNumber(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: 26 })],
  });
}

function banner({ banner: text }: PrintedReport): Footer {
  if (text === null) return new Footer({ children: [new Paragraph('')] });
  const shading = { type: ShadingType.CLEAR, fill: palette.warningWash.slice(1), color: 'auto' };
  return new Footer({ children: [new Paragraph({ style: 'Banner', shading, text })] });
}

function pageBreak(): Paragraph {
  return new Paragraph({
    children: [new PageBreak()],
    spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' },
  });
}

function bodyParts({ sections }: PrintedReport, style: ChartStyle): (Paragraph | Table)[] {
  let id = 100;
  return sections.flatMap(({ depth, heading, blocks }) => [
    new Paragraph({ heading: depth === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, text: heading }),
    ...blocks.flatMap((block) => blockParts(block, (id += 1), style)),
  ]);
}

function blockParts(block: PrintedBlock, id: number, style: ChartStyle): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Paragraph(block.text)];
    case 'list':
      return block.items.map((text) => new Paragraph({ text, numbering: { reference: 'dash', level: 0 } }));
    case 'table':
      return tableParts(block.table, true);
    case 'figure':
      return [drawingParagraph(block.figure, id, pageWidth, { ...style, width: 560 })];
  }
}

function annexParts({ annexes, annexesTitle }: PrintedReport): (Paragraph | Table)[] {
  if (annexes.length === 0) return [];
  return [
    new Paragraph({ heading: HeadingLevel.HEADING_1, text: annexesTitle, pageBreakBefore: true }),
    ...annexes.flatMap(({ heading, table }) => [
      new Paragraph({ heading: HeadingLevel.HEADING_2, text: heading }),
      ...tableParts(table, false),
    ]),
  ];
}
