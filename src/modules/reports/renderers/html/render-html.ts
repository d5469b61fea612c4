import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import Handlebars from 'handlebars';

import { type ReportModel } from '../../domain/report-model.js';
import { drawFigure } from '../charts/draw-figure.js';
import { embeddedPageFonts } from '../fonts.js';
import { type PrintedBlock, type PrintedFigure, printReport, type PrintedTable } from '../printed-report.js';

const pageFont = "'Be Vietnam Pro', sans-serif";

const engine = Handlebars.create();
engine.registerPartial('table', source('table.hbs'));
engine.registerPartial('figure', source('figure.hbs'));
const page = engine.compile(source('report.hbs'), { strict: false });
const css = `${embeddedPageFonts()}\n${source('report.css')}`;

/** The page's only style sheet as a source of a content policy (`style-src`); the page holds no script. */
export const reportStyleSource = `'sha256-${createHash('sha256').update(css).digest('base64')}'`;

/**
 * A page that stands alone: fonts, styles and drawings are inside, nothing is fetched, nothing is run. It fits a
 * phone, prints on A4, and every drawing has its figures in a table.
 */
export function renderHtml(model: ReportModel): Buffer {
  const printed = printReport(model);
  const figure = (printedFigure: PrintedFigure, prefix: string): object =>
    figureView(model, printedFigure, prefix, printed.tableOfFigure);
  const { summary } = printed;
  const sections = printed.sections.map((section, at) => ({
    ...section,
    id: `part-${at + 1}`,
    isPart: section.depth === 1,
    blocks: section.blocks.map((block) => blockView(block, (drawn) => figure(drawn, 'body'))),
  }));
  const view = {
    ...printed,
    css,
    summary: {
      ...summary,
      history: figure(summary.history, 'summary'),
      weakest: figure(summary.weakest, 'summary'),
      strongest: figure(summary.strongest, 'summary'),
      rankings: summary.rankings.map((ranking) => figure(ranking, 'summary')),
    },
    sections,
    parts: [...sections.filter(({ isPart }) => isPart), { id: 'annexes', heading: printed.annexesTitle }],
    annexes: printed.annexes.map(({ heading, table }) => ({ heading, table: tableView(table) })),
  };
  return Buffer.from(page(view));
}

function blockView(block: PrintedBlock, figure: (drawn: PrintedFigure) => object): object {
  switch (block.kind) {
    case 'paragraph':
      return { paragraph: true, text: block.text };
    case 'list':
      return { list: true, items: block.items };
    case 'table':
      return { isTable: true, table: tableView(block.table) };
    case 'figure':
      return { isFigure: true, figure: figure(block.figure) };
  }
}

/** The first text of a row is its header, for those who hear the table. */
function tableView(table: PrintedTable): object {
  const name = table.columns.findIndex(({ kind }) => kind === 'text' || kind === 'code');
  return {
    ...table,
    rows: table.rows.map(({ cells, strong, suppressed }) => ({
      class: suppressed ? 'suppressed' : strong ? 'strong' : '',
      cells: cells.map((text, at) => ({
        text,
        header: at === name,
        right: table.columns[at]?.right ?? false,
      })),
    })),
  };
}

function figureView(
  model: ReportModel,
  figure: PrintedFigure,
  prefix: string,
  tableOfFigure: string,
): object {
  const wide = prefix === 'body';
  const width = wide ? 760 : figure.drawn.kind === 'ranking' ? 460 : 420;
  const svg = drawFigure(figure.drawn, {
    width,
    fontSize: 13,
    fontFamily: pageFont,
    letterScale: 1.17,
    locale: model.locale,
    digits: model.definition.digits,
  });
  return {
    ...figure,
    table: tableView(figure.table),
    tableOfFigure,
    svg: named(svg, `${prefix}-${figure.code}`, figure),
  };
}

/** Gives an inline drawing its name and its description in words. */
function named(svg: string, id: string, { caption, alt }: PrintedFigure): string {
  const words = `<title id="${id}-title">${escapeText(caption)}</title><desc id="${id}-desc">${escapeText(alt)}</desc>`;
  return svg.replace(
    /<svg ([^>]*)>/,
    (_, attributes: string) =>
      `<svg role="img" aria-labelledby="${id}-title ${id}-desc" ${attributes}>${words}`,
  );
}

function escapeText(text: string): string {
  return Handlebars.escapeExpression(text);
}

function source(name: string): string {
  return readFileSync(new URL(`./${name}`, import.meta.url), 'utf8');
}
