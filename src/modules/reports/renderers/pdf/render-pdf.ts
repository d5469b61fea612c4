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

/** Pixels of a drawing per millimetre of paper, so that its 11 px letters print at about 8.5 pt. */
const half = 285;
const whole = 560;

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
  for (const { figure, width } of figuresOf(printed)) {
    const svg = drawFigure(figure, {
      width,
      fontSize: 11,
      fontFamily: 'Tinos',
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

function figuresOf({ summary, sections }: PrintedReport): { figure: DrawnFigure; width: number }[] {
  const page = [summary.history, ...summary.rankings, summary.strongest, summary.weakest];
  const body = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'figure' ? [block.figure] : [])),
  );
  return [
    ...page.map(({ drawn }) => ({ figure: drawn, width: half })),
    ...body.map(({ drawn }) => ({ figure: drawn, width: whole })),
  ];
}
