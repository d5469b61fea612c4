import { formatNumber } from '../../domain/number-format.js';
import { type LevelsFigure } from '../../domain/report-document.js';
import { palette } from '../palette.js';
import { type ChartStyle } from './chart-style.js';
import { drawShapes, type Shape } from './draw-svg.js';
import { box, label } from './shapes.js';
import { textWidth, wrapText } from './text-width.js';

/** Five-level bars of 100 %: the name and N above, the index at the end of the bar, shares inside where they fit. */
export function drawLevels(figure: LevelsFigure, style: ChartStyle): string {
  const { fontSize, width } = style;
  const shapes: Shape[] = [];
  let y = fontSize * 0.9;
  for (const row of figure.rows) {
    const lines = wrapText(
      `${row.name} (N\u00a0=\u00a0${formatNumber(row.answers, 0, style.locale)})`,
      width - fontSize * 0.5,
      fontSize * style.letterScale,
    );
    for (const words of lines) {
      shapes.push(label(style, words, 0, y));
      y += fontSize * 1.25;
    }
    shapes.push(...bar(row.shares, y - fontSize * 0.4, style));
    shapes.push(
      label(
        style,
        formatNumber(row.index, style.digits, style.locale),
        width - fontSize * 0.2,
        y + fontSize * 0.3,
        { align: 'right', bold: true },
      ),
    );
    y += fontSize * 2.05;
  }
  const key = style.legend === false ? { shapes: [], bottom: y - fontSize * 0.9 } : legend(figure, style, y);
  return drawShapes(figure.code, { width, height: Math.ceil(key.bottom) }, [...shapes, ...key.shapes]);
}

function bar(shares: readonly number[], top: number, style: ChartStyle): Shape[] {
  const { fontSize } = style;
  const room = style.width - fontSize * 4;
  const height = fontSize * 1.4;
  let x = 0;
  return shares.flatMap((share, level) => {
    const size = (share / 100) * room;
    const fill = palette.levels[level] ?? palette.muted;
    const word = formatNumber(share, 0, style.locale);
    const fits = textWidth(word, fontSize * 0.9 * style.letterScale) + fontSize * 0.4 < size;
    const shapes = size > 0.2 ? [box(x, top, Math.max(0.4, size - 0.8), height, fill)] : [];
    if (fits)
      shapes.push(
        label(style, word, x + size / 2, top + height / 2, {
          align: 'center',
          size: fontSize * 0.9,
          fill: palette.levelsText[level] ?? palette.ink,
        }),
      );
    x += size;
    return shapes;
  });
}

/** The five levels in the order of the bar; wraps where the drawing is narrow. */
function legend(
  { levels }: LevelsFigure,
  style: ChartStyle,
  top: number,
): { shapes: Shape[]; bottom: number } {
  const size = style.fontSize * 0.9;
  let [x, y] = [0, top + size * 0.2];
  const shapes = levels.flatMap((name, level) => {
    const room = size * 1.5 + textWidth(name, size * style.letterScale);
    if (x > 0 && x + room > style.width) [x, y] = [0, y + size * 1.5];
    const entry = [
      box(x, y - size * 0.45, size * 0.9, size * 0.9, palette.levels[level] ?? palette.muted),
      label(style, name, x + size * 1.25, y, { size, fill: palette.muted }),
    ];
    x += room + size * 0.7;
    return entry;
  });
  return { shapes, bottom: y + size };
}
