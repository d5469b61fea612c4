import { type Browser } from 'playwright-core';
import { RoundsService } from '../../src/modules/rounds/rounds.service.js';
import { allCounted, type StoredWish, store } from '../factories/responses.js';
import { open, province, published } from '../factories/rounds.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { faultsOf } from '../support/page-checks.js';
import { SurveyVisitor } from '../support/survey-visitor.js';

const citizens = (agency: string, levels: readonly number[]): StoredWish[] =>
  levels.map((level) => ({ agency, levels: level }));
const mixed = (n: number, dissatisfied: number): number[] =>
  Array.from({ length: n }, (_, i) => (i < dissatisfied ? 3 : 4 + (i % 2)));

describe('public results', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    await province(app);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('says that nothing was published yet', async () => {
    const person = await SurveyVisitor.arrive(browser, app.url);
    expect(await person.open('/')).toBe(200);
    expect(await person.page.locator('main').innerText()).toContain('Chưa có đợt nào được công bố');
    expect(await faultsOf(person.page)).toEqual([]);
    await person.leave();
  });

  describe('of a published round', () => {
    beforeAll(async () => {
      await open(app, { code: 'BD-2025-Q2' });
      await store(app, 'BD-2025-Q2', [
        citizens('BD-TDM', mixed(60, 6)),
        citizens('BD-SNV', mixed(80, 0)),
        citizens('BD-SXD', mixed(40, 12)),
      ]);
      await allCounted(app, 'BD-2025-Q2');
      for (const status of ['closing', 'closed', 'published'] as const) {
        await app.get(RoundsService).move('BD-2025-Q2', status);
      }
      await published(app, {
        code: 'EMPTY',
        title: { vi: 'Đợt không có ai trả lời', en: 'Nobody answered' },
      });
    });

    it.each([
      ['vi', '/', 360],
      ['en', '/', 1440],
      ['vi', '/api/v1/rounds/BD-2025-Q2/reports/report.html', 1440],
      ['vi', '/api/v1/rounds/BD-2025-Q2/reports/report.html', 360],
      ['en', '/api/v1/rounds/BD-2025-Q2/reports/report.html?lang=en', 1440],
      ['vi', '/api/v1/rounds/BD-2025-Q2/reports/report.html?agency=BD-TDM', 1440],
      ['vi', '/api/v1/rounds/EMPTY/reports/report.html', 1440],
    ] as const)(
      '%s %s at %d px has no fault, and says that its data are simulated',
      async (locale, path, width) => {
        const person = await SurveyVisitor.arrive(browser, app.url, { locale, width });
        const refused: string[] = [];
        person.page.on('console', (message) => {
          if (message.type() === 'error') refused.push(message.text());
        });
        expect(await person.open(path)).toBe(200);
        expect(await person.page.locator('body').innerText()).toMatch(/dữ liệu mô phỏng|simulated data/i);
        expect(await faultsOf(person.page)).toEqual([]);
        expect(refused).toEqual([]);
        await person.leave();
      },
    );

    it('shows the same index on the page, in the API and in the report', async () => {
      const { rows } = (await app
        .fetch('/api/v1/rounds/BD-2025-Q2/indices')
        .then((answer) => answer.json())) as { rows: { index: number; n: number }[] };
      const printed = rows[0]?.index.toFixed(2).replace('.', ',') ?? 'none';
      const home = await app.fetch('/').then((answer) => answer.text());
      const report = await app
        .fetch('/api/v1/rounds/BD-2025-Q2/reports/report.html')
        .then((answer) => answer.text());
      expect(rows[0]?.n).toBe(180);
      expect(home).toContain(printed);
      expect(report).toContain(printed);
    });

    it.each([
      ['report.doc', '', 404, 'report-format-unknown'],
      ['report.pdf', '?lang=fr', 400, 'report-query-invalid'],
      ['report.pdf', '?page=2', 400, 'report-query-invalid'],
      ['report.pdf', '?agency=NOWHERE', 404, 'index-agency-unknown'],
    ])('refuses %s%s with %d %s', async (file, query, status, code) => {
      const answer = await app.fetch(`/api/v1/rounds/BD-2025-Q2/reports/${file}${query}`);
      expect(answer.status).toBe(status);
      expect(await answer.json()).toMatchObject({ code });
    });

    it('keeps the report of an open round to those who may read it', async () => {
      await open(app, { code: 'OPEN' });
      expect((await app.fetch('/api/v1/rounds/OPEN/reports/report.pdf')).status).toBe(401);
    });
  });
});
