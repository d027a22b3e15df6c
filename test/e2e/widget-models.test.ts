import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunningStandIn } from '../stand-ins/llm/llm-stand-in.ts';
import { startAnthropic } from '../stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../stand-ins/llm/start-openai.ts';
import { findChromium, launch } from '../support/browser.ts';
import { startProduct } from '../support/product.ts';
import { answered, ask, openChat, visit } from '../support/widget-page.ts';

const QUESTION = 'What does UNABLE_TO_LOCK_ROW mean?';
/** Slow enough that a vendor can die in the middle of an answer. */
const PACE = { latencyMs: 100, chunkMs: 25 };

describe.skipIf(!findChromium())('the widget where models write the answers', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let browser: Browser;
  let openAi: RunningStandIn;
  let anthropic: RunningStandIn;

  beforeAll(async () => {
    [openAi, anthropic] = await Promise.all([startOpenAi(PACE), startAnthropic(PACE)]);
    const keys = {
      OPENAI_API_KEY: openAi.key,
      OPENAI_BASE_URL: openAi.baseUrl,
      ANTHROPIC_API_KEY: anthropic.key,
      ANTHROPIC_BASE_URL: anthropic.baseUrl,
      // A busy machine is no reason to ask a second one.
      LLM_HEDGE_MS: 'off',
    };
    [product, browser] = await Promise.all([startProduct(keys), launch()]);
  }, 180_000);
  beforeEach(() => {
    openAi.clear();
    anthropic.clear();
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await Promise.all([openAi?.stop(), anthropic?.stop()]);
  });

  test('an answer is streamed, is written by a model, and shows its source at the quoted place', async () => {
    const { page, complaints, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await page.waitForSelector('.live .text');
    const partial = await page.locator('.live .text').textContent();
    await answered(page);
    const whole = await page.locator('.ai .text').last().textContent();
    expect(whole).toContain('another transaction held a lock');
    expect(whole?.length).toBeGreaterThan(partial?.length ?? 0);
    expect(whole).not.toMatch(/<<|>>/);
    expect(anthropic.requests.length + openAi.requests.length).toBe(1);
    await page.locator('button.cite').first().click();
    expect(await page.locator('details[open] blockquote').first().textContent()).not.toBe('');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a vendor that is killed in the middle of its answer is not noticed', async () => {
    const first = await visit(browser, product.url);
    await openChat(first.page);
    await ask(first.page, QUESTION);
    await answered(first.page);
    const undisturbed = await first.page.locator('.ai .text').last().textContent();
    await first.close();
    anthropic.clear();

    const { page, complaints, close } = await visit(browser, product.url);
    await openChat(page);
    await ask(page, QUESTION);
    await expect.poll(() => anthropic.requests[0]?.frames ?? 0).toBeGreaterThan(20);
    await anthropic.down();
    await answered(page);
    await anthropic.up();
    expect(openAi.requests).toHaveLength(1);
    expect(anthropic.requests[0]?.aborted).toBe(true);
    expect(await page.locator('.ai .text').last().textContent()).toBe(undisturbed);
    expect(complaints).toEqual([]);
    await close();
  });

  test('with every vendor down the articles are quoted, and nobody sees an error', async () => {
    const { page, complaints, close } = await visit(browser, product.url);
    await Promise.all([openAi.down(), anthropic.down()]);
    await openChat(page);
    await ask(page, QUESTION);
    await answered(page);
    await Promise.all([openAi.up(), anthropic.up()]);
    expect(await page.locator('.ai .text').last().textContent()).toContain('UNABLE_TO_LOCK_ROW');
    expect(await page.locator('button.cite').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
