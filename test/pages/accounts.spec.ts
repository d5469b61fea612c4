import { type Browser, type Page } from 'playwright-core';
import { AccountsService } from '../../src/modules/accounts/accounts.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { axe, launchBrowser } from '../support/browser.js';

/** Runs first in each language; the texts are what a person looks for. */
const languages = [
  ['vi', 'Đăng nhập', 'Trang quản trị', 'quản trị viên', 'Đăng xuất', 'đã được dùng'],
  ['en', 'Sign in', 'Administration', 'administrator', 'Sign out', 'was used'],
] as const;

describe('signing in and out', () => {
  let app: TestApp;
  let browser: Browser;

  beforeAll(async () => {
    [app, browser] = await Promise.all([startApp(), launchBrowser()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function visit(locale: string, work: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ locale, javaScriptEnabled: true, baseURL: app.url });
    try {
      await work(await context.newPage());
    } finally {
      await context.close();
    }
  }

  it.each(languages)(
    'in %s: a link asks, lets in once, and the office says who one is',
    async (locale, signIn, title, role, signOut, spent) => {
      const email = `${locale}@example.vn`;
      const { token } = await app.get(AccountsService).addAccount({ email, role: 'administrator' });
      await visit(locale, async (page) => {
        await page.goto(`/sign-in/${token}`);
        expect(await axe(page)).toEqual([]);
        await page.getByRole('button', { name: signIn }).click();
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        expect(await page.getByText(email).innerText()).toContain(role);
        expect(await axe(page)).toEqual([]);
        await page.getByRole('button', { name: signOut }).click();
        expect((await page.goto('/office'))?.status()).toBe(401);
        expect(await axe(page)).toEqual([]);
        await page.goto(`/sign-in/${token}`);
        expect(await page.getByText(spent).isVisible()).toBe(true);
        expect(await axe(page)).toEqual([]);
      });
    },
    60_000,
  );
});
