import { cellOf, figuresOfCell, itemsOfCell, reportInput } from '../../../../test/factories/report.js';
import { buildReport } from './report-builder.js';
import { type Locale } from './report-document.js';
import { type ReportModel } from './report-model.js';

function modelOf(n: number, share: number, locale: Locale = 'vi'): ReportModel {
  const cell = cellOf(n, share);
  const only = { code: 'A', name: 'Sở A', level: 'department', figures: figuresOfCell(cell) };
  return buildReport(reportInput({ scale: 10, locale, agencies: [only], items: itemsOfCell(cell) }));
}

describe('the sentences of a report', () => {
  it('says that a target is met only when the interval lies above it', () => {
    const model = modelOf(400, 0.995);
    expect(model.overall).toMatchObject({ target: { verdict: 'met' } });
    expect(model.summary.headline).toMatch(/: đạt mục tiêu 95%\.$/);
  });

  it('says how much is missing when the interval lies below', () => {
    const model = modelOf(400, 0.8);
    expect(model.overall).toMatchObject({ target: { verdict: 'notMet' } });
    expect(model.summary.headline).toMatch(/chưa đạt mục tiêu 95%, còn thiếu \d+,\d\d\u00a0điểm\u00a0%\.$/);
  });

  it('claims neither when the interval contains the target, and names what would decide', () => {
    const model = modelOf(20, 0.95);
    expect(model.overall).toMatchObject({ target: { verdict: 'undecidable' } });
    expect(model.summary.headline).toMatch(/chưa đủ căn cứ kết luận so với mục tiêu 95%\.$/);
    expect(model.summary.sentences[0]).toContain('khoảng tin cậy còn chứa mục tiêu');
  });

  it('publishes nothing from nine answers', () => {
    const model = modelOf(9, 0.9);
    expect(model.overall).toEqual({ suppressed: true });
    expect(model.summary.headline).toBe('Chưa đủ số lượt trả lời để công bố chỉ số.');
    expect(model.summary.sentences).toEqual([]);
  });

  it('speaks English with an English decimal point', () => {
    expect(modelOf(400, 0.8, 'en').summary.headline).toMatch(
      /^The overall satisfaction index is \d+\.\d\d%: the 95% target is not met/,
    );
  });
});
