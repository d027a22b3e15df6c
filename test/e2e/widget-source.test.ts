import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../support/browser.ts';
import { startProduct } from '../support/product.ts';
import { answered, ask, isInView, openChat, violations, visit } from '../support/widget-page.ts';

const QUESTION = 'Why do I get UNABLE_TO_LOCK_ROW and how do I avoid it?';

describe.skipIf(!findChromium())('a source in its place', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Opens the first source of an answer, by keyboard as a reader without a mouse does. */
  async function openPlace(page: Page): Promise<void> {
    await openChat(page);
    await ask(page, QUESTION);
    await answered(page);
    await page.locator('button.cite').first().click();
    await page.locator('details[open] button.go').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.place .state:not(:empty)');
  }

  test('shows the quote marked within its section, and says that the article has not changed', async () => {
    const { page, complaints, close } = await visit(browser, product.url);
    await openPlace(page);
    const quote = (await page.locator('details[open] blockquote').first().textContent()) ?? '';
    const marked = (await page.locator('.place mark').allTextContents()).join('');
    const letters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
    expect(letters(marked.replace('Quoted passage begins: ', '').replace(' (Quoted passage ends)', ''))).toBe(
      letters(quote),
    );
    expect(await page.locator('.place .state').textContent()).toBe('The article has not changed since.');
    expect(await page.locator('.place a.go').getAttribute('href')).toContain(':~:text=');
    expect(await isInView(page, '.place mark')).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  test('holds the focus, closes with Escape alone, and gives the focus back', async () => {
    const { page, close } = await visit(browser, product.url);
    await openPlace(page);
    const focused = () =>
      page.evaluate(
        () => document.querySelector('edgewise-chat')?.shadowRoot?.activeElement?.className ?? '',
      );
    expect(await focused()).toBe('quiet');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toBe('go');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('quiet');
    await page.keyboard.press('Escape');
    expect(await page.locator('.place').count()).toBe(0);
    expect(await page.locator('.panel.open').count()).toBe(1);
    expect(await focused()).toBe('go');
    await close();
  });

  test.each([
    ['a desk in the light', { colorScheme: 'light' as const }],
    ['a desk in the dark', { colorScheme: 'dark' as const }],
    ['a phone', { viewport: { width: 360, height: 640 } }],
    ['a phone in Arabic', { viewport: { width: 360, height: 640 }, widgetLocale: 'ar' }],
  ])('leaves axe nothing to complain about on %s', async (_, options) => {
    const { page, complaints, close } = await visit(browser, product.url, options);
    await openPlace(page);
    expect(await violations(page)).toEqual([]);
    const box = await page.locator('.place').boundingBox();
    expect(box?.width).toBeLessThanOrEqual('viewport' in options ? options.viewport.width : 400);
    expect(complaints).toEqual([]);
    await close();
  });
});
