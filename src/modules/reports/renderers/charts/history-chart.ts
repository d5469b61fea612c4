import { formatNumber, formatPercent } from '../../domain/number-format.js';
import { type HistoryFigure } from '../../domain/report-document.js';
import { palette } from '../palette.js';
import { type ChartStyle } from './chart-style.js';
import { drawShapes, type Shape } from './draw-svg.js';
import { label, line, squareMark, verdictMark } from './shapes.js';
import { textWidth } from './text-width.js';

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (year: number) => number;
  readonly y: (value: number) => number;
  readonly years: readonly number[];
  readonly minimum: number;
}

/** The overall index over the years: published values in grey, this round in the accent with its interval. */
export function drawHistory(figure: HistoryFigure, style: ChartStyle): string {
  const height = Math.round(style.width * (style.width < 320 ? 0.6 : 0.52));
  const frame = frameOf(figure, style, height);
  const shapes = [
    ...axes(frame, style),
    ...breaks(figure, frame, style),
    ...target(figure, frame, style),
    ...joints(figure, frame),
    ...marks(figure, frame, style),
    ...legend(figure, style, height),
  ];
  return drawShapes(figure.code, { width: style.width, height }, shapes);
}

function frameOf(figure: HistoryFigure, style: ChartStyle, height: number): Frame {
  const { fontSize } = style;
  const values = figure.points.flatMap((point) => [point.value, point.low ?? point.value]);
  const minimum = Math.max(0, Math.floor((Math.min(...values, figure.threshold ?? 100) - 4) / 5) * 5);
  const first = Math.min(...figure.points.map((point) => point.year));
  const last = Math.max(...figure.points.map((point) => point.year));
  const years = Array.from({ length: last - first + 1 }, (_, at) => first + at);
  const [left, right, top, bottom] = [
    fontSize * 2.6,
    style.width - fontSize * 1.4,
    fontSize * 1.2,
    height - fontSize * 3.6,
  ];
  const step = years.length > 1 ? (right - left - fontSize * 3) / (years.length - 1) : 0;
  return {
    left,
    right,
    top,
    bottom,
    years,
    minimum,
    x: (year) => left + fontSize * 1.5 + (year - first) * step,
    y: (value) => bottom - ((value - minimum) / (100 - minimum)) * (bottom - top),
  };
}

function axes({ left, right, bottom, x, y, years, minimum }: Frame, style: ChartStyle): Shape[] {
  const ticks = Array.from({ length: Math.floor((100 - minimum) / 10) + 1 }, (_, at) => 100 - at * 10);
  const step = years.length > 1 ? x((years[0] ?? 0) + 1) - x(years[0] ?? 0) : right - left;
  const every = Math.max(1, Math.ceil((style.fontSize * 2.5) / step));
  return [
    ...ticks.flatMap((tick) => [
      line(left, y(tick), right, y(tick), palette.line, 0.6),
      label(style, formatNumber(tick, 0, style.locale), left - style.fontSize * 0.5, y(tick), {
        align: 'right',
        fill: palette.muted,
      }),
    ]),
    line(left, bottom, right, bottom, palette.muted, 1),
    ...years
      .filter((_, at) => (years.length - 1 - at) % every === 0)
      .map((year) =>
        label(style, String(year), x(year), bottom + style.fontSize, {
          align: 'center',
          fill: palette.muted,
        }),
      ),
  ];
}

function target(
  { threshold, thresholdLabel }: HistoryFigure,
  { left, right, y }: Frame,
  style: ChartStyle,
): Shape[] {
  if (threshold === null) return [];
  return [
    line(left, y(threshold), right, y(threshold), palette.accent, 1.6, [6, 4]),
    label(style, thresholdLabel, left + style.fontSize * 0.5, y(threshold) - style.fontSize * 0.75, {
      fill: palette.accent,
      bold: true,
    }),
  ];
}

/** A dotted rule where the method changed; the reason in full stands in the figure's note. */
function breaks(figure: HistoryFigure, { top, bottom, left, right, x }: Frame, style: ChartStyle): Shape[] {
  const size = style.fontSize * 0.92;
  return figure.breaks.flatMap(({ beforeYear, text }) => {
    const at = x(beforeYear - 0.5);
    if (at < left || at > right) return [];
    return [
      line(at, top, at, bottom, palette.muted, 1.4, [2, 3]),
      // On the side of the rule where it fits.
      at + size * 0.5 + textWidth(text, size * style.letterScale) < right
        ? label(style, text, at + size * 0.5, bottom - size, { size, fill: palette.muted })
        : label(style, text, at - size * 0.5, bottom - size, { size, fill: palette.muted, align: 'right' }),
    ];
  });
}

function joints({ points }: HistoryFigure, { x, y }: Frame): Shape[] {
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    if (!before || before.segment !== point.segment || before.own || point.own) return [];
    return [line(x(before.year), y(before.value), x(point.year), y(point.value), palette.muted, 1.8)];
  });
}

function marks({ points }: HistoryFigure, frame: Frame, style: ChartStyle): Shape[] {
  return points.flatMap((point, at) =>
    point.own ? ownMark(point, frame, style) : publishedMark(point, points[at + 1], frame, style),
  );
}

type Point = HistoryFigure['points'][number];

/** The value stands where the line to the next point does not run. */
function publishedMark(point: Point, next: Point | undefined, { x, y }: Frame, style: ChartStyle): Shape[] {
  const { fontSize } = style;
  const [cx, cy] = [x(point.year), y(point.value)];
  const joined = next !== undefined && !next.own && next.segment === point.segment;
  const side = joined ? (next.value >= point.value ? 1 : -1) : 0;
  const value = formatPercent(point.value, style.digits, style.locale);
  return [
    squareMark(cx, cy, fontSize * 0.32, palette.muted),
    side === 0
      ? label(style, value, next?.own === true ? cx - fontSize * 0.6 : cx, cy - fontSize * 1.05, {
          align: next?.own === true ? 'right' : 'center',
        })
      : label(style, value, cx + fontSize * 0.3, cy + side * fontSize, { align: 'left' }),
  ];
}

function ownMark(point: Point, { x, y, right }: Frame, style: ChartStyle): Shape[] {
  const { fontSize } = style;
  const [cx, cy] = [x(point.year), y(point.value)];
  const value = formatPercent(point.value, style.digits, style.locale);
  const whisker = (end: number): Shape =>
    line(cx - fontSize * 0.55, y(end), cx + fontSize * 0.55, y(end), palette.accent, 1.6);
  const interval =
    point.low !== null && point.high !== null
      ? [
          line(cx, y(point.low), cx, y(point.high), palette.accent, 1.6),
          whisker(point.low),
          whisker(point.high),
        ]
      : [];
  const below = Math.max(cy, point.low === null ? cy : y(point.low));
  return [
    ...interval,
    verdictMark(null, cx, cy, fontSize * 0.32),
    // Flush with the edge: the year before it may have a mark and a value of its own.
    label(style, value, Math.min(cx + fontSize * 2.4, right + fontSize * 1.2), below + fontSize * 1.2, {
      align: 'right',
      bold: true,
      fill: palette.accent,
      size: fontSize * 1.15,
    }),
  ];
}

function legend({ legend: words, points }: HistoryFigure, style: ChartStyle, height: number): Shape[] {
  const { fontSize } = style;
  const y = height - fontSize;
  const start = fontSize * 2.8;
  const next = start + fontSize + textWidth(words.published, fontSize * style.letterScale) + fontSize * 2;
  const published = points.some((point) => !point.own)
    ? [
        squareMark(start, y, fontSize * 0.32, palette.muted),
        label(style, words.published, start + fontSize, y),
      ]
    : [];
  return [
    ...published,
    verdictMark(null, next, y, fontSize * 0.42),
    label(style, words.own, next + fontSize, y),
  ];
}
