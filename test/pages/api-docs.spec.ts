import { type Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { launchBrowser } from '../support/browser.js';

describe('the description of the API', () => {
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

  it('is an OpenAPI document that names the routes of the contract', async () => {
    const description = (await (await app.fetch('/openapi.json')).json()) as {
      openapi: string;
      paths: object;
    };
    expect(description.openapi).toMatch(/^3\./);
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/health/live', '/health/ready', '/api/v1/responses']),
    );
  });

  it('can be read at /docs under the policy that refuses inline scripts and foreign hosts', async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      // One style that Swagger UI's bundle makes for itself is refused, and not missed.
      const refusedStyle = message.text().startsWith('Applying inline style');
      if (message.type() === 'error' && !refusedStyle) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(app.url) && !request.url().startsWith('data:'))
        foreign.push(request.url());
    });
    const answer = await page.goto(`${app.url}/docs`, { waitUntil: 'networkidle' });
    expect(answer?.status()).toBe(200);
    await page.getByText('/health/ready').waitFor({ timeout: 30_000 });
    expect({ complaints, foreign }).toEqual({ complaints: [], foreign: [] });
  });
});
