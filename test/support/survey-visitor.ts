import { type Browser, type BrowserContext, type Page } from 'playwright-core';

export interface VisitorOptions {
  readonly locale?: 'vi' | 'en';
  readonly javaScript?: boolean;
  readonly width?: number;
}

/** A citizen with a browser of their own, who fills in the form of a round. */
export class SurveyVisitor {
  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {}

  static async arrive(browser: Browser, url: string, options: VisitorOptions = {}): Promise<SurveyVisitor> {
    const { locale = 'vi', javaScript = true, width = 360 } = options;
    const context = await browser.newContext({
      locale: locale === 'vi' ? 'vi-VN' : 'en-GB',
      javaScriptEnabled: javaScript,
      viewport: { width, height: 640 },
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    return new SurveyVisitor(context, page, url);
  }

  /** Opens a path; the status of the answer. */
  async open(path: string): Promise<number> {
    const response = await this.page.goto(`${this.url}${path}`);
    return response?.status() ?? 0;
  }

  get path(): string {
    return this.page.url().slice(this.url.length);
  }

  /** Agrees and starts, about an agency and a field. */
  async begin(round: string, agency = 'BD-TDM', service = 'BD-XD'): Promise<void> {
    await this.open(`/r/${round}`);
    await this.page.selectOption('#agency', agency);
    await this.page.selectOption('#service', service);
    await this.next();
  }

  /** Presses the main button of the page. */
  async next(): Promise<void> {
    await Promise.all([
      this.page.waitForEvent('load'),
      this.page.locator('.buttons button').first().click({ noWaitAfter: true }),
    ]);
  }

  /** Chooses the answer in that place (0 first) for every question with radio buttons on the page. */
  async chooseAll(place: number): Promise<void> {
    for (const group of await this.page.locator('fieldset').all()) {
      const choices = group.locator('input[type=radio]');
      const count = await choices.count();
      if (count > 0) await choices.nth(Math.min(place, count - 1)).check();
    }
  }

  /** Answers page after page until the review; `each` sees every page before it is answered. */
  async answerAll(place = 3, each?: (page: Page) => Promise<void>): Promise<void> {
    while (!this.path.includes('/review')) {
      await each?.(this.page);
      await this.chooseAll(place);
      await this.next();
    }
  }

  /**
   * Answers the pages that come next without looking at them, as the same browser would send them, and
   * opens the first page whose path holds `stop`.
   */
  async hurryTo(stop: string, place = 3): Promise<void> {
    let path = this.path;
    while (!path.includes(stop)) {
      const html = await (await this.context.request.get(`${this.url}${path}`)).text();
      const form: Record<string, string> = {};
      for (const [name, values] of radioButtons(html))
        form[name] = values[Math.min(place, values.length - 1)] ?? '';
      const sent = await this.context.request.post(`${this.url}${path}`, { form, maxRedirects: 0 });
      path = sent.headers()['location'] ?? stop;
    }
    await this.open(path);
  }

  async receipt(): Promise<string> {
    return (await this.page.locator('.receipt').innerText()).trim();
  }

  /** The cookies of this browser as one header. */
  async cookies(): Promise<string> {
    const cookies = await this.context.cookies(this.page.url());
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  }

  async forgetCookies(): Promise<void> {
    await this.context.clearCookies();
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}

/** The values of the radio buttons of a page by their name. */
function radioButtons(html: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [, name = '', value = ''] of html.matchAll(
    /type="radio" name="([^"]+)" id="[^"]+" value="([^"]+)"/g,
  )) {
    groups.set(name, [...(groups.get(name) ?? []), value]);
  }
  return groups;
}
