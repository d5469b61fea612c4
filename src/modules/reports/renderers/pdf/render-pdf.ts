import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

import { type DrawnFigure } from '../../domain/report-document.js';
import { type ReportModel } from '../../domain/report-model.js';
import { drawFigure } from '../charts/draw-figure.js';
import { tinosFiles } from '../fonts.js';
import { printReport, type PrintedReport } from '../printed-report.js';

const folder = dirname(fileURLToPath(import.meta.url));
const template = readFileSync(`${folder}/report.typ`, 'utf8');

/** Pixels of the drawings in the columns of page one (68 and 88 mm) and across the page (162 mm). */
const pixels = { left: 262, right: 372, page: 560 };

let compiler: NodeCompiler | undefined;

/**
 * A tagged PDF/UA-1 in the form of Decree 30/2020/NĐ-CP: A4, embedded Tinos, alt texts, repeated table headers.
 * The file's date is the model's, so the same model gives the same bytes.
 */
export function renderPdf(model: ReportModel): Buffer {
  compiler ??= NodeCompiler.create({
    workspace: folder,
    fontArgs: [{ fontBlobs: tinosFiles.map((file) => readFileSync(file)) }],
  });
  const printed = printReport(model);
  for (const { figure, ...place } of figuresOf(printed)) {
    const svg = drawFigure(figure, {
      ...place,
      fontSize: 11,
      fontFamily: 'Tinos',
      letterScale: 1,
      locale: model.locale,
      digits: model.definition.digits,
    });
    compiler.mapShadow(`${folder}/${figure.code}.svg`, Buffer.from(svg));
  }
  compiler.mapShadow(`${folder}/report.json`, Buffer.from(JSON.stringify(printed)));
  const pdf = compiler.pdf(
    { mainFileContent: template, resetRead: true },
    {
      pdfStandard: PdfStandard.UA_1,
      creationTimestamp: Date.parse(`${model.generatedOn.slice(0, 10)}T00:00:00Z`) / 1000,
    },
  );
  compiler.resetShadow();
  compiler.evictCache(10);
  return pdf;
}

interface Placed {
  readonly figure: DrawnFigure;
  readonly width: number;
  readonly legend?: boolean;
}

/** The strongest criteria stand right below the weakest and carry the legend of both. */
function figuresOf({ summary, sections }: PrintedReport): Placed[] {
  const body = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'figure' ? [{ figure: block.figure.drawn, width: pixels.page }] : [],
    ),
  );
  return [
    { figure: summary.history.drawn, width: pixels.left },
    { figure: summary.weakest.drawn, width: pixels.left, legend: false },
    { figure: summary.strongest.drawn, width: pixels.left },
    ...summary.rankings.map(({ drawn }) => ({ figure: drawn, width: pixels.right })),
    ...body,
  ];
}
