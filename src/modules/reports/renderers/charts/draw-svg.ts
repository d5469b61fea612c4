import { init, type CustomSeriesOption, type EChartsOption } from 'echarts';

/** What is drawn inside a chart, in pixels of the drawing. */
export type Shape = NonNullable<ReturnType<NonNullable<CustomSeriesOption['renderItem']>>>;

/**
 * Renders an ECharts option to a self-contained SVG without script, style sheet or style attribute, so that it may
 * stand inline under a strict content policy and is read by Typst, Word and browsers alike. The same option gives
 * the same text: the library's running numbers are replaced by `code`.
 */
function drawSvg(
  code: string,
  size: { readonly width: number; readonly height: number },
  option: EChartsOption,
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  try {
    chart.setOption({ animation: false, ...option });
    return plainSvg(chart.renderToSVGString(), code);
  } finally {
    chart.dispose();
  }
}

/** A drawing from shapes at computed places; axes and scales belong to the caller. */
export function drawShapes(
  code: string,
  size: { readonly width: number; readonly height: number },
  shapes: readonly Shape[],
): string {
  return drawSvg(code, size, {
    xAxis: { show: false, type: 'value', min: 0, max: 1 },
    yAxis: { show: false, type: 'value', min: 0, max: 1 },
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    series: [
      {
        type: 'custom',
        silent: true,
        data: [[0, 0]],
        renderItem: () => ({ type: 'group', children: [...shapes] }),
      },
    ],
  });
}

function plainSvg(svg: string, code: string): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|xml:space|baseProfile|pointer-events|xmlns:xlink)="[^"]*"/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/ dominant-baseline="central"/g, ' dy="0.35em"')
    .replace(/zr\d+-/g, `${code}-`)
    .replace(/\n+/g, '\n')
    .trim();
}

/** `font-size:12px;` → ` font-size="12px"`: presentation attributes mean the same and need no style policy. */
function attributesOf(style: string): string {
  return style
    .split(';')
    .map((rule) => rule.split(':'))
    .flatMap(([name, value]) =>
      name && value ? [` ${name.trim()}="${value.trim().replace(/"/g, "'")}"`] : [],
    )
    .join('');
}
