import { type Browser, type Page } from 'playwright-core';
import { collectionErrors } from '../../src/modules/collection/collection.errors.js';
import { IntakeService } from '../../src/modules/collection/intake/intake.service.js';
import { DraftsQueries } from '../../src/modules/collection/web-form/drafts.queries.js';
import { RoundsQueries } from '../../src/modules/rounds/rounds.queries.js';
import { RoundsService } from '../../src/modules/rounds/rounds.service.js';
import { Clock } from '../../src/platform/clock/clock.js';
import { Database } from '../../src/platform/database/database.js';
import * as rounds from '../factories/rounds.js';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';
import { faultsOf, weightOf } from '../support/page-checks.js';
import { SurveyVisitor, type VisitorOptions } from '../support/survey-visitor.js';

const round = 'BD-2025-Q2';

/** Milliseconds for a whole survey in a browser, page by page with axe on each, on a busy machine. */
const wholeSurvey = 180_000;

/** A Monday morning in the middle of the round. */
class InTheRound extends Clock {
  override now(): Date {
    return new Date('2025-05-05T09:00:00+07:00');
  }
}

describe('the web form', () => {
  let app: TestApp;
  let browser: Browser;
  const visitors: SurveyVisitor[] = [];

  beforeAll(async () => {
    app = await startApp({ clock: new InTheRound() });
    await rounds.province(app);
    await rounds.open(app);
    browser = await launchBrowser();
  });
  afterEach(async () => {
    await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const visitor = async (options: VisitorOptions = {}): Promise<SurveyVisitor> => {
    const arrived = await SurveyVisitor.arrive(browser, app.url, options);
    visitors.push(arrived);
    return arrived;
  };
  const stored = async (): Promise<number> => {
    const row = await app.get(Database).one<{ count: number }>('SELECT count(*)::int AS count FROM response');
    return row?.count ?? 0;
  };

  describe.each([
    { locale: 'vi', javaScript: true },
    { locale: 'vi', javaScript: false },
    { locale: 'en', javaScript: true },
    { locale: 'en', javaScript: false },
  ] as const)('$locale, JavaScript $javaScript', (options) => {
    it(
      'takes a citizen from the start to a receipt that is counted',
      async () => {
        const before = await stored();
        const citizen = await visitor({ ...options, width: 320 });
        const faults: string[] = [];
        const look = async (page: Page): Promise<void> => {
          expect(await page.locator('html').getAttribute('lang')).toBe(options.locale);
          expect(await page.locator('.simulated-banner').count()).toBe(1);
          if (options.javaScript) faults.push(...(await faultsOf(page)));
        };
        await citizen.open(`/r/${round}`);
        await look(citizen.page);
        await citizen.begin(round);
        await citizen.answerAll(3, look);
        await look(citizen.page);
        await citizen.next();
        await look(citizen.page);
        await citizen.page.locator('.card a').click();
        await look(citizen.page);
        expect(await citizen.page.locator('.result--counted').count()).toBe(1);
        expect(faults).toEqual([]);
        expect(await stored()).toBe(before + 1);
      },
      wholeSurvey,
    );
  });

  it('can be filled in by keyboard alone', async () => {
    const { page, ...citizen } = await keyboardVisitor();
    await page.goto(`${app.url}/r/${round}?agency=BD-TDM&service=BD-XD`);
    await citizen.tabTo('.buttons button');
    await page.keyboard.press('Enter');
    for (let pages = 0; pages < 12 && !page.url().includes('/review'); pages += 1) {
      await page.waitForLoadState();
      for (const group of await page.locator('fieldset').all()) {
        const first = group.locator('input').first();
        await citizen.tabTo(`#${(await first.getAttribute('id')) ?? ''}`);
        await page.keyboard.press('Space');
        if ((await first.getAttribute('type')) === 'radio') await page.keyboard.press('ArrowDown');
      }
      await citizen.tabTo('.buttons button');
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    }
    await citizen.tabTo('.buttons button');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    expect(await page.locator('.receipt').innerText()).toMatch(/^[0-9A-Z-]{31}$/);
  });

  async function keyboardVisitor() {
    const { page } = await visitor({ width: 1280 });
    const tabTo = async (selector: string): Promise<void> => {
      for (let presses = 0; presses < 120; presses += 1) {
        if ((await page.locator(`${selector}:focus`).count()) > 0) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} cannot be reached with Tab on ${page.url()}`);
    };
    return { page, tabTo };
  }

  describe.each(['vi', 'en'] as const)('errors (%s)', (locale) => {
    it('on the start page keep the choice and lead to the field', async () => {
      const { page, ...rest } = await visitorParts(locale);
      await page.goto(`${app.url}/r/${round}`);
      await page.selectOption('#service', 'BD-XD');
      await rest.citizen.next();
      expect(await page.title()).toMatch(locale === 'vi' ? /^Lỗi:/ : /^Error:/);
      expect(await page.locator(':focus').getAttribute('class')).toBe('error-summary');
      expect(await page.inputValue('#service')).toBe('BD-XD');
      await page.locator('.error-summary a').click();
      expect(await page.locator(':focus').getAttribute('id')).toBe('agency');
      expect(await faultsOf(page)).toEqual([]);
    });

    it('on a page of questions keep what was chosen and name what is missing', async () => {
      const { page, citizen } = await visitorParts(locale);
      await citizen.begin(round);
      await page.locator('#q-TC2-4').check();
      await citizen.next();
      expect(await page.locator('.error-summary a').allInnerTexts()).toHaveLength(3);
      expect(await page.locator('.field-error').count()).toBe(3);
      expect(await page.locator('#q-TC2-4').isChecked()).toBe(true);
      await page.locator('.error-summary a').first().click();
      expect(await page.locator(':focus').getAttribute('id')).toBe('q-TC1-1');
      expect(await faultsOf(page)).toEqual([]);
    });

    it('say how many may be chosen and keep the text', async () => {
      const { page, citizen } = await visitorParts(locale);
      await citizen.begin(round);
      await citizen.hurryTo('/page/MD');
      for (const box of await page.locator('input[type=checkbox]').all()) await box.check();
      await page.locator('textarea').fill('Rất tốt <b>\n"đúng hẹn"');
      await citizen.next();
      expect(await page.locator('.field-error').innerText()).toContain('3');
      expect(await page.locator('textarea').inputValue()).toBe('Rất tốt <b>\n"đúng hẹn"');
      expect(await faultsOf(page)).toEqual([]);
    });

    it('of the round have pages of their own', async () => {
      const { page, citizen } = await visitorParts(locale);
      expect(await citizen.open('/r/NO-SUCH-ROUND')).toBe(404);
      expect(await faultsOf(page)).toEqual([]);
      await rounds.planned(app, { code: `SOON-${locale}` });
      expect(await citizen.open(`/r/SOON-${locale}`)).toBe(200);
      expect(await page.locator('h1').innerText()).toMatch(/chưa bắt đầu|has not begun/);
      expect(await faultsOf(page)).toEqual([]);
      await rounds.closed(app, { code: `OVER-${locale}` });
      await citizen.open(`/r/OVER-${locale}`);
      expect(await page.locator('h1').innerText()).toMatch(/đã kết thúc|is over/);
      await rounds.open(app, { code: `PAPER-${locale}`, channels: ['paper'], simulated: false });
      await citizen.open(`/r/PAPER-${locale}`);
      expect(await page.locator('h1').innerText()).toMatch(
        /không nhận trả lời trực tuyến|not answered online/,
      );
      expect(await page.locator('.simulated-banner').count()).toBe(0);
      expect(await faultsOf(page)).toEqual([]);
    });
  });

  async function visitorParts(locale: 'vi' | 'en') {
    const citizen = await visitor({ locale });
    return { citizen, page: citizen.page };
  }

  it('finds agencies by a few letters without marks and keeps the rest of the form', async () => {
    const { page } = await visitor();
    await page.goto(`${app.url}/r/${round}`);
    await page.selectOption('#service', 'BD-XD');
    await page.fill('#find', 'so noi vu');
    await page.keyboard.press('Enter');
    await page.waitForURL(/find=/);
    expect(await page.locator('#agency option').count()).toBe(2);
    expect(await page.inputValue('#agency')).toBe('BD-SNV');
    expect(await page.inputValue('#service')).toBe('BD-XD');
    await page.fill('#find', 'zzz');
    await page.keyboard.press('Enter');
    await page.waitForURL(/find=zzz/);
    expect(await page.locator('#find-hint').innerText()).toContain('zzz');
  });

  it('is filled in beforehand by a QR code', async () => {
    const { page } = await visitor();
    await page.goto(`${app.url}/r/${round}?agency=BD-SNV&service=BD-QSDD`);
    expect(await page.inputValue('#agency')).toBe('BD-SNV');
    expect(await page.inputValue('#service')).toBe('BD-QSDD');
  });

  it('survives Back, refresh and a change of language', async () => {
    const citizen = await visitor();
    const { page } = citizen;
    await citizen.begin(round);
    await citizen.chooseAll(2);
    await citizen.next();
    await page.goBack();
    expect(await page.locator('#q-TC1-3').isChecked()).toBe(true);
    await page.reload();
    expect(await page.locator('#q-TC1-3').isChecked()).toBe(true);
    await page.locator('.language-switch a').click();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await page.locator('#q-TC1-3').isChecked()).toBe(true);
    await citizen.next();
    await citizen.hurryTo('/review', 1);
    await citizen.next();
    const receipt = await citizen.receipt();
    await page.reload();
    expect(await citizen.receipt()).toBe(receipt);
    await page.goBack();
    expect(citizen.path).toBe(`/r/${round}/thanks`);
    expect(await citizen.receipt()).toBe(receipt);
  });

  it('goes on with a form that was begun, or starts a new one', async () => {
    const citizen = await visitor();
    await citizen.begin(round);
    await citizen.chooseAll(4);
    await citizen.next();
    await citizen.open(`/r/${round}`);
    expect(await citizen.page.inputValue('#agency')).toBe('BD-TDM');
    await citizen.next();
    expect(await citizen.page.locator('#q-TC1-5').isChecked()).toBe(true);
    await citizen.open(`/r/${round}`);
    await citizen.page.locator('button[name=again]').click();
    await citizen.page.waitForURL(/page/);
    expect(await citizen.page.locator('input:checked').count()).toBe(0);
  });

  it('makes one response of a double submit', async () => {
    const before = await stored();
    const citizen = await visitor();
    await citizen.begin(round);
    await citizen.hurryTo('/review');
    const headers = { cookie: await citizen.cookies(), 'content-type': 'application/x-www-form-urlencoded' };
    const send = () => app.fetch(`/r/${round}/review`, { method: 'POST', headers });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map((answer) => answer.headers.get('location'))).toEqual(
      Array(3).fill(`/r/${round}/thanks`),
    );
    expect(await stored()).toBe(before + 1);
    await citizen.open(`/r/${round}/thanks`);
    expect(await citizen.receipt()).toMatch(/^[0-9A-Z-]{31}$/);
  });

  it('asks what an answer makes necessary, and drops what it no longer asks', async () => {
    const citizen = await visitor();
    const { page } = citizen;
    await citizen.begin(round);
    await citizen.hurryTo('/page/ND');
    await page.locator('#q-ND2-late').check();
    await citizen.next();
    await page.locator('#q-ND3-no').check();
    await citizen.next();
    await page.goBack();
    await page.goBack();
    await page.locator('#q-ND2-early').check();
    await citizen.next();
    expect(await page.locator('#q-ND3-no').count()).toBe(0);
    await citizen.hurryTo('/review', 0);
    expect(await page.locator('main').innerText()).not.toContain('trễ hẹn không');
    await citizen.next();
    expect(await page.locator('.receipt').count()).toBe(1);
  });

  it('leads back to the review after a change, and to what is missing before it is sent', async () => {
    const citizen = await visitor();
    const { page } = citizen;
    await citizen.begin(round);
    await citizen.open(`/r/${round}/review`);
    await citizen.next();
    expect(citizen.path).toBe(`/r/${round}/page/TC?change=1`);
    expect(await page.locator('.error-summary').count()).toBe(1);
    while (!citizen.path.includes('/review')) {
      await citizen.chooseAll(3);
      await citizen.next();
    }
    await page.locator('.section-head a').nth(1).click();
    await page.locator('#q-TC1-1').check();
    await citizen.next();
    expect(citizen.path).toBe(`/r/${round}/review`);
  });

  it('keeps the draft when the intake is busy', async () => {
    const citizen = await visitor();
    await citizen.begin(round);
    await citizen.hurryTo('/review');
    const intake = app.get(IntakeService);
    const accept = intake.accept.bind(intake);
    intake.accept = () => Promise.reject(collectionErrors['intake-busy']());
    await citizen.next();
    intake.accept = accept;
    expect(await citizen.page.locator('.problem').count()).toBe(1);
    expect(await faultsOf(citizen.page)).toEqual([]);
    await citizen.open(`/r/${round}/review`);
    await citizen.next();
    expect(await citizen.page.locator('.receipt').count()).toBe(1);
  });

  it('starts again, and says why, when the draft is gone', async () => {
    const citizen = await visitor();
    await citizen.begin(round);
    await citizen.forgetCookies();
    await citizen.next();
    expect(citizen.path).toBe(`/r/${round}?lost=1`);
    expect(await citizen.page.locator('.notice').count()).toBe(1);
    expect(await faultsOf(citizen.page)).toEqual([]);
  });

  it('leaves nothing of the answers in the draft once they are sent', async () => {
    const citizen = await visitor();
    await citizen.begin(round);
    await citizen.hurryTo('/review');
    await citizen.next();
    const receipt = await citizen.receipt();
    const row = await app.get(Database).one<{ state: object; known: boolean; hour: boolean }>(
      `SELECT draft.state, EXISTS (SELECT FROM response WHERE response.id = draft.response_id) AS known,
           draft.updated_at = date_trunc('hour', draft.updated_at) AS hour
         FROM draft WHERE draft.state ->> 'receipt' = $1`,
      [receipt],
    );
    expect(row).toEqual({ state: { receipt, status: 'accepted' }, known: false, hour: true });
  });

  it('sweeps away drafts of the day before, and sent ones after two hours', async () => {
    const database = app.get(Database);
    const age = (hash: string, state: object, hours: number) =>
      database.query(
        `INSERT INTO draft (token_hash, round_id, response_id, state, updated_at)
         SELECT decode($1, 'hex'), round.id, gen_random_uuid(), $2, now() - make_interval(hours => $3)
         FROM round WHERE round.code = $4`,
        [hash, state, hours, round],
      );
    await age('aa01', { typed: {} }, 26);
    await age('aa02', { typed: {} }, 20);
    await age('aa03', { receipt: 'R', status: 'accepted' }, 3);
    await app.get(DraftsQueries).sweep();
    const left = await database.query<{ hash: string }>(
      `SELECT encode(draft.token_hash, 'hex') AS hash FROM draft WHERE length(draft.token_hash) = 2`,
    );
    expect(left).toEqual([{ hash: 'aa02' }]);
  });

  it('holds a form that is sent after the round was closed, and says so', async () => {
    await rounds.open(app, { code: 'LATE' });
    const citizen = await visitor({ locale: 'en' });
    await citizen.begin('LATE');
    await citizen.hurryTo('/review');
    await app.get(RoundsService).move('LATE', 'closing');
    await app.get(RoundsService).move('LATE', 'closed');
    app.get(RoundsQueries).forgetIntakeView('LATE');
    await citizen.next();
    expect(await citizen.page.locator('.success').innerText()).toContain('waits for a decision');
    await citizen.page.locator('.card a').click();
    expect(await citizen.page.locator('.result--held').count()).toBe(1);
    expect(await faultsOf(citizen.page)).toEqual([]);
  });

  it('weighs at most 14 KB, loads nothing from elsewhere and needs no script', async () => {
    const citizen = await visitor();
    await citizen.begin(round);
    const paths = [`/r/${round}`, citizen.path, `/r/${round}/review`];
    for (const path of paths) {
      const fresh = await visitor();
      const weight = await weightOf(fresh.page, `${app.url}${path}`);
      expect(weight.elsewhere).toEqual([]);
      expect(weight.bytes).toBeLessThanOrEqual(14 * 1024);
      expect(await fresh.page.locator('script').count()).toBe(0);
    }
  });

  it('is not framed, not cached and takes no inline script', async () => {
    const answer = await app.fetch(`/r/${round}`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[0-9a-f]{32}'/);
    expect(policy).not.toContain('unsafe');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
