/**
 * The width of a text without a screen: by kind of letter after Tinos, a little wide, so
 * that a line never overflows. Vietnamese marks stand above or below a letter and take no width.
 */
export function textWidth(text: string, fontSize: number): number {
  let units = 0;
  for (const letter of text.normalize('NFD').replace(/\p{M}/gu, '')) units += unitsOf(letter);
  return units * fontSize;
}

function unitsOf(letter: string): number {
  if (/[iljtfrI.,:;'|!()\s-]/.test(letter)) return 0.32;
  if (/[mwMW%–]/.test(letter)) return 0.88;
  if (/[A-ZĐ]/.test(letter)) return 0.7;
  return 0.54;
}

/** Breaks a text into lines of at most `width` px at spaces; a single longer word keeps its line. */
export function wrapText(text: string, width: number, fontSize: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && textWidth(`${line} ${word}`, fontSize) <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
