import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../support/browser.ts';
import { startProduct } from '../support/product.ts';
import { answered, ask, openChat, violations, visit } from '../support/widget-page.ts';

const QUESTION = 'Why do I get UNABLE_TO_LOCK_ROW and how do I avoid it?';

describe.skipIf(!findChromium())('the widget on the demo site', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let browser: Browser;

  beforeAll(async () => {
    // Slow enough that a test can act in the middle of an answer.
    [product, browser] = await Promise.all([startProduct({ ANSWER_PACE_MS: '60' }), launch()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  test('a question gets a streamed, cited answer whose source opens at the quoted place', async () => {
    const { page, complaints, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await page.waitForSelector('.live .text');
    const partial = await page.locator('.live .text').textContent();
    await answered(page);
    const whole = await page.locator('.ai .text').last().textContent();
    expect(whole?.length).toBeGreaterThan(partial?.length ?? 0);
    expect(whole).toContain('UNABLE_TO_LOCK_ROW');

    await page.locator('button.cite').first().click();
    const source = page.locator('details[open]').first();
    expect(await source.locator('blockquote').textContent()).not.toBe('');
    const href = (await source.locator('a.go').getAttribute('href')) ?? '';
    expect(href).toContain(':~:text=');
    const [article] = await Promise.all([
      page.context().waitForEvent('page'),
      source.locator('a.go').click(),
    ]);
    await article.waitForLoadState();
    expect(await article.locator('h1').textContent()).not.toBe('');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a reload in the middle of an answer goes on with it, and nothing is said twice', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await page.waitForSelector('.live .text');
    await page.reload();
    await page.waitForSelector('.launcher');
    await openChat(page);
    await answered(page);
    expect(await page.locator('.me').count()).toBe(1);
    expect(await page.locator('li.ai:has(.actions)').count()).toBe(1);
    await close();
  });

  test('what is written offline survives the end of its page and is sent exactly once', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await page.context().setOffline(true);
    await page.waitForSelector('.banner.offline');
    await ask(page, 'What is a governor limit?');
    await page.waitForSelector('.pending');
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    const next = await context.newPage();
    await next.goto(`${product.url}/demo/`);
    await next.waitForSelector('.launcher');
    await openChat(next);
    await answered(next);
    expect(await next.locator('.pending').count()).toBe(0);
    expect(await next.locator('.me').count()).toBe(1);
    await close();
  });

  test('a connection that comes back needs no hand', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await page.context().setOffline(true);
    await page.waitForSelector('.banner.offline');
    await ask(page, 'What is a governor limit?');
    expect(await page.locator('.pending .fate').textContent()).toContain('device');
    await page.context().setOffline(false);
    await answered(page);
    expect(await page.locator('.banner').count()).toBe(0);
    expect(await page.locator('.me').count()).toBe(1);
    await close();
  });

  test('two tabs are one conversation', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await page.waitForSelector('.me:not(.pending)');
    const other = await page.context().newPage();
    await other.goto(`${product.url}/demo/help/`);
    await other.waitForSelector('.launcher');
    await openChat(other);
    await Promise.all([answered(page), answered(other)]);
    const text = (which: typeof page) => which.locator('.ai .text').last().textContent();
    expect(await text(other)).toBe(await text(page));
    await ask(other, 'What is a governor limit?');
    await Promise.all([answered(page, 2), answered(other, 2)]);
    expect(await page.locator('.me').count()).toBe(2);
    await close();
  });

  test('the stop button ends an answer', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await page.waitForSelector('.live .text');
    await page.click('button[aria-label="Stop answering"]');
    await page.waitForSelector('.live', { state: 'detached' });
    await page.waitForSelector('button[aria-label="Send"]');
    await close();
  });

  test('a person can be asked for, and the reader is told', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await answered(page);
    await page.click('.ask');
    await page.waitForSelector('.system');
    expect(await page.locator('.who p').textContent()).toBe('Waiting for a person');
    await close();
  });

  test('an answer is rated, and the thumb stays pressed', async () => {
    const { page, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await answered(page);
    await page.locator('.actions button[aria-label="Helpful"]').click();
    await page.waitForSelector('.actions button[aria-pressed="true"]');
    await close();
  });

  test('everything can be done without a mouse', async () => {
    const { page, complaints, close } = await visit(browser, product.url);
    await page.locator('.launcher').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.panel.open .greeting');
    await page.keyboard.type('Why do I get');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('UNABLE_TO_LOCK_ROW?');
    await page.keyboard.press('Enter');
    await answered(page);
    expect(await page.locator('.me .bubble').textContent()).toBe('Why do I get\nUNABLE_TO_LOCK_ROW?');
    const focused = () =>
      page.evaluate(
        () => document.querySelector('edgewise-chat')?.shadowRoot?.activeElement?.className ?? '',
      );
    for (let step = 0; step < 40 && (await focused()) !== 'cite'; step++)
      await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('cite');
    await page.keyboard.press('Enter');
    await page.waitForSelector('details[open]');
    await page.keyboard.press('Escape');
    expect(await page.locator('.panel.open').count()).toBe(0);
    expect(await focused()).toBe('launcher');
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
    const { page, close } = await visit(browser, product.url, { colorScheme });
    expect(await violations(page)).toEqual([]);
    await openChat(page);
    expect(await violations(page)).toEqual([]);
    await ask(page, QUESTION);
    await answered(page);
    await page.locator('button.cite').first().click();
    expect(await violations(page)).toEqual([]);
    await page.click('.ask');
    await page.waitForSelector('.system');
    await page.context().setOffline(true);
    await page.waitForSelector('.banner.offline');
    await ask(page, 'Are you there?');
    await page.waitForSelector('.pending');
    expect(await violations(page)).toEqual([]);
    await close();
  });

  test('axe finds nothing on the help pages', async () => {
    const { page, complaints, close } = await visit(browser, product.url, { path: '/demo/help/' });
    expect(await violations(page)).toEqual([]);
    await page.fill('#filter input', 'lock row');
    await page.locator('.articles li:not([hidden]) a').first().click();
    await page.waitForSelector('article h1');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('on a phone the panel is the whole screen, keeps the focus, and lets go of the page when closed', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page, close } = await visit(browser, product.url, phone);
    await openChat(page);
    await page.waitForTimeout(300);
    const box = await page.locator('.panel').boundingBox();
    expect(box).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    expect(await page.locator('.panel').getAttribute('aria-modal')).toBe('true');
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate(
        () => !!document.querySelector('edgewise-chat')?.shadowRoot?.activeElement?.closest('.panel'),
      );
      expect(inside).toBe(true);
    }
    const overflow = () => page.evaluate(() => document.documentElement.style.overflow);
    expect(await overflow()).toBe('hidden');
    const small = await page.locator('.panel button:visible').evaluateAll((all) =>
      all.flatMap((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width < 44 || height < 44 ? [`${one.className} ${width}x${height}`] : [];
      }),
    );
    expect(small).toEqual([]);
    await page.click('.head button[aria-label="Close chat"]');
    expect(await overflow()).toBe('');
    await close();
  });

  test('an Arabic reader gets Arabic words from right to left', async () => {
    const { page, complaints, close } = await visit(browser, product.url, { widgetLocale: 'ar' });
    await openChat(page);
    expect(await page.locator('.greeting').textContent()).toContain('مرحبًا');
    expect(await page.locator('.panel').evaluate((one) => getComputedStyle(one).direction)).toBe('rtl');
    expect((await page.locator('.panel').boundingBox())?.x).toBeLessThan(100);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('markup in a question or a name is shown, never run', async () => {
    const { page, complaints, close } = await visit(browser, product.url);
    await openChat(page);
    const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>[x](javascript:alert(3))';
    await ask(page, attack);
    await answered(page);
    expect(await page.locator('.me .bubble').textContent()).toBe(attack);
    expect(await page.locator('.log img, .log script, .log a[href^="javascript"]').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
