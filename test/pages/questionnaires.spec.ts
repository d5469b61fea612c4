import { type Browser } from 'playwright-core';
import { AccountsService } from '../../src/modules/accounts/accounts.service.js';
import { QuestionnairesService } from '../../src/modules/questionnaires/questionnaires.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { faultsOf } from '../support/page-checks.js';
import { SurveyVisitor } from '../support/survey-visitor.js';

const SHOW = '/office/questionnaires/sipas-2640/versions/1';

describe('the questionnaires of the office', () => {
  let app: TestApp;
  let browser: Browser;
  let session: string;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    await app.get(QuestionnairesService).publishTemplate('sipas-2640');
    const accounts = app.get(AccountsService);
    const link = await accounts.addAccount({ email: 'lan@example.vn', role: 'administrator' });
    session = await accounts.signInWithLink(link.token);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const lan = async (locale: 'vi' | 'en', width = 1200): Promise<SurveyVisitor> => {
    const visitor = await SurveyVisitor.arrive(browser, app.url, { locale, width });
    await visitor.page.context().addCookies([{ name: 'sipas', value: session, url: app.url }]);
    return visitor;
  };

  it('are for those who have signed in', async () => {
    for (const path of ['/office/questionnaires', SHOW]) {
      expect((await app.fetch(path)).ok).toBe(false);
    }
  });

  it.each([
    ['vi', 'Phiếu khảo sát', 'Đã công bố'],
    ['en', 'Questionnaires', 'Published'],
  ] as const)('are listed with their versions (%s)', async (locale, heading, status) => {
    const visitor = await lan(locale, 360);
    expect(await visitor.open('/office/questionnaires')).toBe(200);
    expect(await visitor.page.locator('h1').innerText()).toBe(heading);
    expect(await visitor.page.locator('tbody .tag').allInnerTexts()).toEqual([status]);
    expect(await faultsOf(visitor.page)).toEqual([]);
    await visitor.page.locator('tbody a').click();
    expect(visitor.path).toBe(SHOW);
    await visitor.leave();
  });

  it.each([
    ['vi', ['Nguyên văn', 'Theo chủ đề', 'Dựng lại', 'Tự soạn']],
    ['en', ['Verbatim', 'By topic', 'Reconstructed', 'Own wording']],
  ] as const)('show every wording with its provenance, and the legend (%s)', async (locale, tags) => {
    const visitor = await lan(locale);
    expect(await visitor.open(SHOW)).toBe(200);
    expect(await visitor.page.locator('.card .tag').allInnerTexts()).toEqual(tags);
    expect(await visitor.page.locator('h4').count()).toBe(5);
    const rows = visitor.page.locator('tbody tr');
    expect(await rows.count()).toBe(22 + 10);
    expect(await rows.locator('.tag').count()).toBe(22 + 10);
    const row = visitor.page.locator('tr', { has: visitor.page.locator('th', { hasText: /^TT1$/u }) });
    expect(await row.locator('.tag').innerText()).toBe(tags[0]);
    expect(await faultsOf(visitor.page)).toEqual([]);
    await visitor.leave();
  });

  it.each(['/office/questionnaires/sipas-2640/versions/9', '/office/questionnaires/none/versions/x'])(
    '%s is not there',
    async (path) => {
      const visitor = await lan('vi');
      expect(await visitor.open(path)).toBe(404);
      await visitor.leave();
    },
  );
});
