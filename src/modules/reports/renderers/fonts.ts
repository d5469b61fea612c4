import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** Tinos has the metrics of Times New Roman, which Decree 30/2020 asks for, and all Vietnamese letters. */
export const tinosFiles: readonly string[] = [
  '400Regular/Tinos_400Regular.ttf',
  '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  '700Bold/Tinos_700Bold.ttf',
  '700Bold_Italic/Tinos_700Bold_Italic.ttf',
].map((file) => require.resolve(`@expo-google-fonts/tinos/${file}`));

const subsets = [
  [
    'vietnamese',
    'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
  ],
  [
    'latin',
    'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  ],
] as const;

/** Be Vietnam Pro as `@font-face` rules with the font inside, so that a saved page keeps its letters. */
export function embeddedPageFonts(): string {
  return [400, 700]
    .flatMap((weight) =>
      subsets.map(([subset, range]) => {
        const file = require.resolve(
          `@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-${weight}-normal.woff2`,
        );
        const data = readFileSync(file).toString('base64');
        return `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:swap;src:url(data:font/woff2;base64,${data}) format("woff2");unicode-range:${range}}`;
      }),
    )
    .join('\n');
}
