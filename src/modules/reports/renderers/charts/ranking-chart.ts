import { formatNumber, verdictWord } from '../../domain/number-format.js';
import { type RankingFigure, type Verdict } from '../../domain/report-document.js';
import { palette } from '../palette.js';
import { type ChartStyle } from './chart-style.js';
import { drawShapes, type Shape } from './draw-svg.js';
import { box, label, line, verdictMark } from './shapes.js';
import { textWidth, wrapText } from './text-width.js';

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Upper edge and height of each row: a name of two lines takes more. */
  readonly bands: readonly {
    readonly top: number;
    readonly height: number;
    readonly names: readonly string[];
  }[];
  readonly bottom: number;
  readonly x: (value: number) => number;
}

const narrow = 520;

/** Agencies, best first: a mark for the index, a bar for the interval, the target as a line through all. */
export function drawRanking(figure: RankingFigure, style: ChartStyle): string {
  const frame = frameOf(figure, style);
  const height = Math.ceil(frame.bottom + style.fontSize * 3.2);
  const shapes = [
    ...stripes(frame, style),
    ...grid(figure, frame, style),
    ...figure.rows.flatMap((_, at) => row(figure, at, frame, style)),
    ...legend(figure, style, height),
  ];
  return drawShapes(figure.code, { width: style.width, height }, shapes);
}

function nameWidth(figure: RankingFigure, style: ChartStyle): number {
  const longest = Math.max(
    0,
    ...figure.rows.map(({ name }) => textWidth(name, style.fontSize * style.letterScale)),
  );
  return Math.min(longest, style.width * (style.width < narrow ? 0.42 : 0.4));
}

function frameOf(figure: RankingFigure, style: ChartStyle): Frame {
  const { fontSize } = style;
  const names = nameWidth(figure, style);
  const [left, right, top] = [names + fontSize * 0.9, style.width - fontSize * 7, fontSize * 1.9];
  let bottom = top;
  const bands = figure.rows.map(({ name }) => {
    const words = wrapText(name, names + 1, fontSize * style.letterScale);
    const band = { top: bottom, height: fontSize * (0.52 + 1.08 * words.length), names: words };
    bottom += band.height;
    return band;
  });
  const { min, max } = figure.axis;
  return {
    left,
    right,
    top,
    bands,
    bottom,
    x: (value) => left + ((value - min) / (max - min)) * (right - left),
  };
}

/** Every other row is tinted, so that the eye finds from the name to its figure. */
function stripes({ bands }: Frame, style: ChartStyle): Shape[] {
  return bands.flatMap(({ top, height }, at) =>
    at % 2 === 0 ? [box(0, top, style.width, height, palette.wash)] : [],
  );
}

function grid(figure: RankingFigure, { left, right, top, bottom, x }: Frame, style: ChartStyle): Shape[] {
  const { min, max } = figure.axis;
  const step = max - min > 50 ? 20 : 10;
  const ticks = Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, at) => max - at * step);
  const threshold = figure.threshold;
  return [
    ...ticks.flatMap((tick) => [
      line(x(tick), top, x(tick), bottom, palette.line, 0.6),
      label(style, formatNumber(tick, 0, style.locale), x(tick), bottom + style.fontSize * 0.8, {
        align: 'center',
        fill: palette.muted,
        size: style.fontSize * 0.9,
      }),
    ]),
    line(left, bottom, right, bottom, palette.muted, 1),
    ...(threshold === null
      ? []
      : [
          line(x(threshold), top - style.fontSize * 0.3, x(threshold), bottom, palette.accent, 1.6, [6, 4]),
          label(style, figure.thresholdLabel, Math.min(x(threshold), right), top - style.fontSize, {
            align: 'right',
            fill: palette.accent,
            bold: true,
          }),
        ]),
    label(style, '%', right + style.fontSize * 3.6, top - style.fontSize, {
      align: 'right',
      fill: palette.muted,
    }),
    label(style, 'n', style.width - style.fontSize * 0.2, top - style.fontSize, {
      align: 'right',
      fill: palette.muted,
    }),
  ];
}

function row(figure: RankingFigure, at: number, frame: Frame, style: ChartStyle): Shape[] {
  const entry = figure.rows[at];
  const band = frame.bands[at];
  if (!entry || !band) return [];
  const { fontSize } = style;
  const { left, right, x } = frame;
  const { names } = band;
  const y = band.top + band.height / 2;
  const end = (value: number): number => Math.min(right, Math.max(left, x(value)));
  return [
    ...names.map((words, row) =>
      label(style, words, left - fontSize * 0.9, y + (row - (names.length - 1) / 2) * fontSize * 1.08, {
        align: 'right',
      }),
    ),
    line(end(entry.low), y, end(entry.high), y, entry.verdict === 'notMet' ? palette.ink : palette.accent, 2),
    verdictMark(entry.verdict, end(entry.index), y, fontSize * 0.38),
    label(style, formatNumber(entry.index, style.digits, style.locale), right + fontSize * 3.6, y, {
      align: 'right',
      bold: true,
    }),
    label(style, formatNumber(entry.n, 0, style.locale), style.width - fontSize * 0.2, y, {
      align: 'right',
      fill: palette.muted,
    }),
  ];
}

function legend(figure: RankingFigure, style: ChartStyle, height: number): Shape[] {
  const { fontSize } = style;
  const verdicts: Verdict[] = ['met', 'undecidable', 'notMet'];
  const size = fontSize * 0.95;
  const y = height - fontSize * 0.8;
  let x = fontSize * 0.6;
  return verdicts
    .filter((verdict) => figure.rows.some((row) => row.verdict === verdict))
    .flatMap((verdict) => {
      const word = verdictWord(verdict, style.locale);
      const shapes = [
        verdictMark(verdict, x, y, fontSize * 0.38),
        label(style, word, x + fontSize * 0.8, y, { size }),
      ];
      x += fontSize * 2.4 + textWidth(word, size * style.letterScale);
      return shapes;
    });
}
