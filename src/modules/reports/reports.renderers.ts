import { type ReportModel } from './domain/report-model.js';
import { renderDocx } from './renderers/docx/render-docx.js';
import { renderHtml } from './renderers/html/render-html.js';
import { renderPdf } from './renderers/pdf/render-pdf.js';
import { renderXlsx } from './renderers/xlsx/render-xlsx.js';

export type ReportFormat = 'html' | 'pdf' | 'docx' | 'xlsx';

interface Renderer {
  readonly contentType: string;
  readonly render: (model: ReportModel) => Buffer | Promise<Buffer>;
}

/** Every format that a report can take. A further one is a renderer and a line here. */
const renderers: Readonly<Record<ReportFormat, Renderer>> = {
  html: { contentType: 'text/html; charset=utf-8', render: renderHtml },
  pdf: { contentType: 'application/pdf', render: renderPdf },
  docx: {
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: renderDocx,
  },
  xlsx: {
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    render: renderXlsx,
  },
};

export const reportFormats = Object.keys(renderers) as readonly ReportFormat[];

export interface RenderedReport {
  readonly body: Buffer;
  readonly contentType: string;
  readonly fileName: string;
}

/** Renders a model in one format. The same model gives the same bytes. */
export async function renderReport(model: ReportModel, format: ReportFormat): Promise<RenderedReport> {
  const { contentType, render } = renderers[format];
  const code = model.round.code.replace(/[^\w.-]+/g, '-');
  return { body: await render(model), contentType, fileName: `sipas-${code}-${model.locale}.${format}` };
}
