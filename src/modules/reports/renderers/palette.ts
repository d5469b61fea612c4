/**
 * The colours of reports. One accent; everything else is a grey, and no meaning hangs on colour alone, so that a
 * report survives a black-and-white photocopier.
 */
export const palette = {
  accent: '#00695c',
  accentSoft: '#7fb8b0',
  ink: '#1b2424',
  muted: '#5c6b6a',
  line: '#c9d1d0',
  paper: '#ffffff',
  wash: '#eef4f3',
  warningInk: '#7a3e00',
  warningWash: '#fff4e0',
  /** Levels 1 to 5: dark, mid and light grey, light and full accent. Their order in the bar tells them apart. */
  levels: ['#3d4747', '#8f9a99', '#d9dedd', '#8cc3bb', '#00695c'],
  levelsText: ['#ffffff', '#1b2424', '#1b2424', '#1b2424', '#ffffff'],
} as const;
