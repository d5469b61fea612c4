import { palette } from '../palette.js';
import { type Verdict } from '../../domain/report-document.js';
import { type ChartStyle } from './chart-style.js';
import { type Shape } from './draw-svg.js';

interface TextOptions {
  readonly align?: 'left' | 'center' | 'right';
  readonly fill?: string;
  readonly bold?: boolean;
  readonly size?: number;
}

/** A line of text; `y` is its middle. */
export function label(
  style: ChartStyle,
  text: string,
  x: number,
  y: number,
  options: TextOptions = {},
): Shape {
  const { align = 'left', fill = palette.ink, bold = false, size = style.fontSize } = options;
  return {
    type: 'text',
    x,
    y,
    style: {
      text,
      align,
      verticalAlign: 'middle',
      fill,
      fontSize: size,
      fontFamily: style.fontFamily,
      fontWeight: bold ? 'bold' : 'normal',
    },
  };
}

/** A straight line. */
export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  stroke: string,
  lineWidth = 1,
  dash?: number[],
): Shape {
  return {
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke, lineWidth, fill: 'none', ...(dash ? { lineDash: dash } : {}) },
  };
}

/** A filled rectangle. */
export function box(x: number, y: number, width: number, height: number, fill: string): Shape {
  return { type: 'rect', shape: { x, y, width, height }, style: { fill } };
}

/** A closed line through points. */
function polygon(points: [number, number][], fill: string, stroke: string): Shape {
  return { type: 'polygon', shape: { points }, style: { fill, stroke, lineWidth: 1.5 } };
}

/** The mark of a verdict, told apart by shape: disc = met, triangle = not met, ring = undecidable. */
export function verdictMark(verdict: Verdict | null, x: number, y: number, r: number): Shape {
  if (verdict === 'notMet') {
    return polygon(
      [
        [x - r, y - r * 0.75],
        [x + r, y - r * 0.75],
        [x, y + r],
      ],
      palette.ink,
      palette.ink,
    );
  }
  const fill = verdict === 'undecidable' ? palette.paper : palette.accent;
  return {
    type: 'circle',
    shape: { cx: x, cy: y, r },
    style: { fill, stroke: palette.accent, lineWidth: 1.8 },
  };
}

/** A small square, for values measured by others. */
export function squareMark(x: number, y: number, r: number, fill: string): Shape {
  return box(x - r, y - r, 2 * r, 2 * r, fill);
}
