/** Characters with which a spreadsheet begins a formula (OWASP, CSV injection). */
const formulaStart = /^[=+\-@\t\r]/;

/** A text that no spreadsheet takes for a formula, even after it was saved as CSV and opened again. */
export function safeText(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}

/** A name that Excel allows for a sheet: at most 31 characters, none of `[]:*?/\`, unlike all `taken`, which it joins. */
export function sheetName(title: string, taken: Set<string>): string {
  const plain =
    title
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/^'+|'+$/g, '') || 'Sheet';
  let name = plain.slice(0, 31).trim();
  for (let copy = 2; taken.has(name.toLowerCase()); copy += 1)
    name = `${plain.slice(0, 27).trim()} (${copy})`;
  taken.add(name.toLowerCase());
  return name;
}
