import { type Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { faultsOf } from '../support/page-checks.js';
import { SurveyVisitor } from '../support/survey-visitor.js';

describe('the receipt page', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  describe.each(['vi', 'en'] as const)('%s', (locale) => {
    it.each([
      ['before anybody asked', '/receipt', 0, 0],
      ['with nothing typed', '/receipt?code=', 1, 0],
      ['with half a receipt', '/receipt?code=7H2KD', 1, 0],
      ['with a receipt that nobody has', `/receipt?code=${'0'.repeat(26)}`, 0, 1],
    ])('%s', async (_name, path, errors, results) => {
      const person = await SurveyVisitor.arrive(browser, app.url, { locale, width: 320 });
      expect(await person.open(path)).toBe(200);
      expect(await person.page.locator('.error-summary a').count()).toBe(errors);
      expect(await person.page.locator('.result').count()).toBe(results);
      expect(await faultsOf(person.page)).toEqual([]);
      await person.leave();
    });

    it('keeps what was typed, escaped', async () => {
      const person = await SurveyVisitor.arrive(browser, app.url, { locale });
      await person.open('/receipt');
      await person.page.fill('#code', '"><script>alert(1)</script>');
      await person.next();
      expect(await person.page.inputValue('#code')).toBe('"><script>alert(1)</script>');
      await person.leave();
    });
  });

  it('shows a page of its own for an address that does not exist', async () => {
    const person = await SurveyVisitor.arrive(browser, app.url, { locale: 'en' });
    expect(await person.open('/no/such/page')).toBe(404);
    expect(await person.page.locator('h1').innerText()).toBe('Page not found');
    expect(await faultsOf(person.page)).toEqual([]);
    await person.leave();
  });
});
