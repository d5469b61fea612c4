/** Letters without their marks, in small: `Thủ Dầu Một` → `thu dau mot`, as people type on a phone. */
function plainLetters(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/** Whether every word of a query is found in the text, marks and case aside; an empty query matches all. */
export function matches(query: string, text: string): boolean {
  const plain = plainLetters(text);
  return plainLetters(query)
    .split(/\s+/)
    .every((word) => plain.includes(word));
}
