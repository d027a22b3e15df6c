import { mkdir } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Shop, startShop } from '../stand-ins/shop.ts';
import { shopConnector } from '../stand-ins/shop-connector.ts';
import { findChromium, launch } from '../support/browser.ts';
import { goTo, PHONE, visitConsole } from '../support/console-page.ts';
import { startProduct } from '../support/product.ts';
import { violations } from '../support/widget-page.ts';

/** Where pictures go, for somebody who wants to look at the pages. */
const SHOTS = process.env.SHOTS;

describe.skipIf(!findChromium())('the console of connections', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let shop: Shop;
  let browser: Browser;

  beforeAll(async () => {
    [product, shop, browser] = await Promise.all([startProduct(), startShop(), launch()]);
    if (SHOTS) await mkdir(SHOTS, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await shop?.close();
  });

  const visit = (place: string, options: BrowserContextOptions & { email?: string } = {}) =>
    visitConsole(browser, product.url, place, options);
  const go = (page: Page, place: string) => goTo(page, product.url, place);

  async function shot(page: Page, name: string): Promise<void> {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  }

  const submit = (page: Page) => page.locator('.form [type=submit]').last().click();

  test('a connection is added with the keyboard, and what is refused leads to its line and loses nothing', async () => {
    const { page, complaints, close } = await visit('#/connections');
    await page.waitForSelector('.empty');
    await shot(page, 'empty');
    await page.locator('.empty a').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.code-input');
    const field = (label: string) => page.getByLabel(label, { exact: true });
    await field('Declaration, in JSON').fill('{ "tools": ');
    await submit(page);
    await page.waitForSelector('.wrong');
    expect(await page.locator('.wrong').allTextContents()).toEqual([
      expect.stringContaining('beginning with a letter'),
      'This is not valid JSON.',
    ]);
    const { secret: _, ...declared } = shopConnector(shop.url, '');
    const text = JSON.stringify(declared, null, 2);
    await field('Name').fill('shop');
    await field('Declaration, in JSON').fill(text.replace('"Cancel order {orderId}."', '"Cancel it."'));
    await submit(page);
    const fault = page.locator('.reasons li');
    await fault.first().waitFor();
    await shot(page, 'faults');
    expect(await violations(page)).toEqual([]);
    expect(await fault.textContent()).toMatch(/^Line \d+tools\.3\.preview\.en.*must show \{orderId\}/);
    await fault.getByRole('button').focus();
    await page.keyboard.press('Enter');
    const marked = await field('Declaration, in JSON').evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    );
    expect(marked).toBe('"en"');
    await field('Declaration, in JSON').fill(text);
    await submit(page);
    await page.waitForSelector('.wrong >> text=is needed for this kind of auth');
    expect(await field('Secret').getAttribute('aria-invalid')).toBe('true');
    await field('Secret').fill(shop.token);
    await page.keyboard.press('Enter');
    await page.waitForSelector('table.list');
    expect(page.url()).toContain('#/connections/shop');
    expect(await field('Secret').inputValue()).toBe('');
    expect(await page.content()).not.toContain(shop.token);
    expect(await page.locator('table.list tbody tr').allTextContents()).toEqual([
      expect.stringMatching(/get_order.*Reads.*Verified customers/),
      expect.stringMatching(/list_subscriptions.*Reads.*Verified customers/),
      expect.stringMatching(/find_products.*Reads.*Everybody/),
      expect.stringMatching(/cancel_order.*Changes something.*Verified customers/),
    ]);
    await field('Declaration, in JSON').fill(`${text}\n`);
    await submit(page);
    await page.waitForSelector('.toast');
    // A 422 is an answer that the page asked for; browsers log it all the same.
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
    await close();
  });

  test('a tool is tried: what reads shows its answer, what changes is shown and sent only when that is ticked', async () => {
    const { page, close } = await visit('#/connections/shop');
    const trial = page.locator('section:has(#trial)');
    const field = (label: string) => trial.getByLabel(label, { exact: true });
    await field('orderId').fill('A-1001');
    await field('Customer number').fill('C-77');
    await page.keyboard.press('Enter');
    await trial.locator('.badge.good').waitFor();
    expect(await trial.locator('.raw').last().textContent()).toContain('Tea pot');
    expect(await trial.textContent()).not.toContain('margin');
    await shot(page, 'tried');
    expect(await violations(page)).toEqual([]);
    await field('Tool').selectOption('cancel_order');
    await submitTrial();
    await trial.locator('.badge.quiet').waitFor();
    expect(await trial.locator('.trial-result').textContent()).toContain('Cancel order A-1001.');
    expect(shop.effects.cancelled).toEqual([]);
    await trial.locator('[type=checkbox]').check();
    await submitTrial();
    await trial.locator('.badge.good').waitFor();
    expect(shop.effects.cancelled).toEqual(['A-1001']);
    await field('orderId').fill('nonsense');
    await submitTrial();
    await trial.locator('.badge.bad').waitFor();
    await close();

    async function submitTrial() {
      await trial.locator('[type=submit]').click();
    }
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on these pages, %s', async (colorScheme) => {
    const { page, complaints, close } = await visit('#/connections', { colorScheme });
    for (const place of ['connections', 'connections?add=1', 'connections/shop']) {
      await go(page, place);
      await shot(page, `${place.replace(/\W/g, '-')}-${colorScheme}`);
      expect(await violations(page), place).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['en', 'de', 'fr', 'es', 'pt', 'it', 'ja', 'ar'])(
    'nothing is cut off on a phone, %s',
    async (locale) => {
      const { page, complaints, close } = await visit('#/connections', { ...PHONE, locale });
      for (const place of ['connections', 'connections?add=1', 'connections/shop']) {
        await go(page, place);
        await shot(page, `phone-${place.replace(/\W/g, '-')}-${locale}`);
        const size = await page.evaluate(() => [
          document.documentElement.scrollWidth,
          document.querySelector('.areas')?.scrollWidth,
        ]);
        expect(
          size.map((width) => (width ?? 0) <= 390),
          place,
        ).toEqual([true, true]);
      }
      for (const label of await page.locator('.areas span').all()) {
        const { height = 99 } = (await label.boundingBox()) ?? {};
        expect(height, (await label.textContent()) ?? '').toBeLessThanOrEqual(20);
      }
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test('it is deleted once that is confirmed, and no agent sees any of this', async () => {
    const { page, close } = await visit('#/connections/shop');
    await page.locator('.actions .danger').click();
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    await page.locator('.actions .danger').click();
    await page.locator('dialog [type=submit]').click();
    await page.waitForSelector('.empty');
    await close();
    const clerk = await visit('#/connections', { email: 'agent@demo.test' });
    expect(await clerk.page.locator('.areas a', { hasText: 'Connections' }).count()).toBe(0);
    expect(await clerk.page.locator('h1').textContent()).toBe('There is nothing at this address');
    await clerk.close();
  });
});
