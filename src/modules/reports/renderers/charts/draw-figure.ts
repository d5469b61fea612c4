import { type DrawnFigure } from '../../domain/report-document.js';
import { type ChartStyle } from './chart-style.js';
import { drawHistory } from './history-chart.js';
import { drawLevels } from './levels-chart.js';
import { drawRanking } from './ranking-chart.js';

/** Any drawing of a report as SVG text, `style.width` px wide and as high as it needs. */
export function drawFigure(figure: DrawnFigure, style: ChartStyle): string {
  switch (figure.kind) {
    case 'history':
      return drawHistory(figure, style);
    case 'ranking':
      return drawRanking(figure, style);
    case 'levels':
      return drawLevels(figure, style);
  }
}

/** Width and height of a drawing in its own pixels. */
export function sizeOf(svg: string): { width: number; height: number } {
  const [, width = '0', height = '0'] = /<svg width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}
