import { type Page } from 'playwright-core';
import { axe } from './browser.js';

/** CSS pixels that everything pressable measures at least, both ways (promises.md, Kiosk and pages). */
const smallestTarget = 44;

/** What is wrong with the page as it is now, whatever it shows; an empty list is what a test expects. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  const findings = await axe(page);
  return [
    ...findings.map(({ rule, elements }) => `axe ${rule}: ${elements.join(', ')}`),
    ...(await layoutFaults(page)),
  ].map((fault) => `${page.url()}: ${fault}`);
}

/** What is pressed: whole labels count for their radio buttons and boxes. */
const pressable =
  'a, button, select, textarea, summary, input:not([type=radio]):not([type=checkbox]), .choice label, .level label';

/** Runs in the page: text that runs out at the side, and targets that are too small for a thumb. */
const layoutScript = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  const wide = scrollWidth > clientWidth ? ['scrolls sideways by ' + (scrollWidth - clientWidth)] : [];
  const small = [...document.querySelectorAll(${JSON.stringify(pressable)})]
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0 && Math.min(box.height, box.width) < ${smallestTarget} - 0.5)
    .map(({ element, box }) => 'small target ' + element.outerHTML.slice(0, 80) + ' ' + box.width + '×' + box.height);
  return [...wide, ...small];
})()`;

async function layoutFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate<string[]>(layoutScript);
}

/** Bytes that a page brings over the network, fonts and pictures aside, and requests to other places. */
export async function weightOf(
  page: Page,
  url: string,
): Promise<{ bytes: number; elsewhere: readonly string[] }> {
  let bytes = 0;
  const elsewhere: string[] = [];
  const sizes: Promise<void>[] = [];
  page.on('requestfinished', (request) => {
    if (!request.url().startsWith(new URL(url).origin)) elsewhere.push(request.url());
    if (!['document', 'stylesheet', 'script', 'fetch', 'xhr'].includes(request.resourceType())) return;
    sizes.push(
      request.sizes().then(({ responseBodySize }) => {
        bytes += responseBodySize;
      }),
    );
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await Promise.all(sizes);
  return { bytes, elsewhere };
}
