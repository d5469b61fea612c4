import { safeText, sheetName } from './sheet-text.js';

describe('sheet text', () => {
  it.each(['=1+1', '+84', '-2', '@SUM(A1)', '\tx'])('disarms %j', (text) => {
    expect(safeText(text)).toBe(`'${text}`);
  });

  it('leaves other text alone', () => {
    expect(safeText('Sở Nội vụ')).toBe('Sở Nội vụ');
  });

  it('makes names that Excel accepts, each once', () => {
    const taken = new Set<string>();
    const title = 'Ông/Bà đã phải đi lại bao nhiêu lần để giải quyết công việc?';
    const names = [sheetName(title, taken), sheetName(title, taken)];
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\]/);
    }
    expect(new Set(names).size).toBe(2);
  });
});
