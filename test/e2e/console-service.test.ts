import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DEMO } from '../../scripts/seed.ts';
import type { RunningStandIn } from '../stand-ins/llm/llm-stand-in.ts';
import { startAnthropic } from '../stand-ins/llm/start-anthropic.ts';
import { startOpenAi } from '../stand-ins/llm/start-openai.ts';
import { findChromium, launch } from '../support/browser.ts';
import { addUser, adminToken, callApi, goTo, PHONE, visitConsole } from '../support/console-page.ts';
import { startProduct } from '../support/product.ts';
import { spend } from '../support/spend.ts';
import { violations } from '../support/widget-page.ts';

describe.skipIf(!findChromium())('the console of models and conversations', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let standIns: RunningStandIn[] = [];
  let browser: Browser;
  let conversationId = '';

  beforeAll(async () => {
    const [openAi, anthropic] = await Promise.all([startOpenAi(), startAnthropic()]);
    standIns = [openAi, anthropic];
    const keys = {
      ...{ OPENAI_API_KEY: openAi.key, OPENAI_BASE_URL: openAi.baseUrl },
      ...{ ANTHROPIC_API_KEY: anthropic.key, ANTHROPIC_BASE_URL: anthropic.baseUrl },
    };
    [product, browser] = await Promise.all([startProduct(keys), launch()]);
    await addUser(product.url, 'analyst');
    conversationId = await converse(product.url, await adminToken(product.url));
    const db = await product.mf.getD1Database('RECORDS');
    await vi.waitFor(
      async () => {
        const stored = db
          .prepare('SELECT 1 FROM llm_conversations WHERE conversation_id = ?')
          .bind(conversationId);
        expect(await stored.first()).not.toBeNull();
      },
      { timeout: 20_000, interval: 200 },
    );
    await spend(db, DEMO.organizationId, 45);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    await Promise.all(standIns.map((one) => one.stop()));
  });

  const visit = (place: string, options: BrowserContextOptions & { email?: string } = {}) =>
    visitConsole(browser, product.url, place, options);
  const go = (page: Page, place: string) => goTo(page, product.url, place);

  test('what models cost is plotted by day, told day by day to arrow keys, and all of it is in a table', async () => {
    const { page, complaints, close } = await visit('#/models');
    const slider = page.locator('[role=slider]');
    await slider.focus();
    const last = await slider.getAttribute('aria-valuetext');
    await page.keyboard.press('ArrowLeft');
    const before = await slider.getAttribute('aria-valuetext');
    expect(before).not.toBe(last);
    expect(before).toMatch(/\$\d+\.\d+.*claude-sonnet-5: \$/);
    await page.keyboard.press('Home');
    expect(await slider.getAttribute('aria-valuenow')).toBe('0');
    await page.keyboard.press('ArrowLeft');
    expect(await slider.getAttribute('aria-valuenow')).toBe('0');

    await page.click('.fold summary');
    expect(await page.locator('.wide-table tbody tr').count()).toBe(30);
    const { total } = await read(product.url, '/v1/usage/llm?by=model');
    const shown = await page.locator('.counts dd').first().textContent();
    expect(shown).toBe(`$${total.costUsd.toFixed(2)}`);
    expect(await page.locator('table.list tbody tr').count()).toBe(6);
    expect(await page.locator('.reasons li').count()).toBe(5);

    await page.selectOption('.filters select >> nth=0', '7d');
    await page.waitForSelector('[aria-valuemax="6"]');
    await page.selectOption('.filters select >> nth=1', 'calls');
    await page.waitForSelector('.plot h2:has-text("Calls")');
    expect(page.url()).toContain('period=7d&show=calls');
    expect(complaints).toEqual([]);
    await close();
  });

  test('settings are saved whole, and what is refused is said beside its field and loses nothing', async () => {
    const { page, close } = await visit('#/models/settings');
    const field = (label: string) => page.getByLabel(label, { exact: true });
    expect(await page.locator('.hint', { hasText: 'Spent today' }).textContent()).toMatch(/\$\d/);
    await field('US dollars per day').fill('a lot');
    await page.locator('.form [type=submit]').click();
    await page.waitForSelector('.wrong');
    expect(await page.locator('.wrong').allTextContents()).toEqual([expect.stringContaining('such as 0.50')]);
    await field('US dollars per day').fill('2,50');
    await field('US dollars per answer').fill('0');
    await field('Voice').fill('Friendly.');
    await field('Write answers').fill('gpt-five');
    await page.locator('.form [type=submit]').click();
    await page.waitForSelector('.wrong >> text=must be a model such as');
    expect(await page.locator('.wrong').textContent()).toContain('gpt-five:');
    expect(await field('Write answers').getAttribute('aria-invalid')).toBe('true');
    expect(await field('Voice').inputValue()).toBe('Friendly.');
    await field('Write answers').fill('');
    const newer = field('Put newer articles first');
    expect(await newer.isChecked()).toBe(true);
    await newer.focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.toast');
    const { settings } = await read(product.url, '/v1/organization');
    expect(settings.preferNewer).toBe(false);
    expect(settings.llm).toMatchObject({
      ...{ enabled: true, models: {}, voice: 'Friendly.' },
      budgets: { turnUsd: 0, conversationUsd: null, dayUsd: 2.5, dayTokens: null },
    });
    await page.reload();
    await page.waitForSelector('.form');
    expect(await field('US dollars per answer').inputValue()).toBe('0');
    expect(await newer.isChecked()).toBe(false);
    expect(await page.locator('#main .hint', { hasText: 'Characters left' }).first().textContent()).toContain(
      '591',
    );
    await close();
  });

  test('every model that is set up is asked for a word, and says how fast it was', async () => {
    const { page, close } = await visit('#/models/settings');
    await page.locator('.model-check button').click();
    await page.waitForSelector('.model-check .badge.good >> nth=1');
    expect(await page.locator('.model-check li').first().textContent()).toMatch(
      /^anthropic\/.*Answered after/,
    );
    expect(await page.locator('.model-check .badge.bad').count()).toBe(0);
    await close();
  });

  test('a conversation is read with its sources beside it and what it cost', async () => {
    const { page, complaints, close } = await visit('#/conversations');
    const row = page.locator('.list tbody tr').first();
    expect(await row.textContent()).toMatch(/Model.*\$0\.00\d+/);
    await row.locator('a').click();
    await page.waitForSelector('.message.assistant');
    const cost = (await page.locator('.cost strong').textContent())?.replace('Cost: ', '') ?? 'none';
    expect(await page.locator('.message.assistant .facts').textContent()).toMatch(
      /^anthropic\/.*Cost \$0\.00/,
    );
    expect(await page.locator('.message.assistant .facts').textContent()).toContain(cost);
    await page.locator('.cites a').first().click();
    await page.waitForSelector('.reader mark');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.reader', { state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('analysts see spending and no settings, agents see neither nor any money', async () => {
    const analyst = await visit('#/models', { email: 'analyst@demo.test' });
    expect(await analyst.page.locator('.plot').count()).toBe(1);
    expect(await analyst.page.locator('.tabs').count()).toBe(0);
    await go(analyst.page, 'models/settings');
    expect(await analyst.page.locator('.form').count()).toBe(0);
    await analyst.close();
    const agent = await visit('#/conversations', { email: 'agent@demo.test' });
    expect(await agent.page.locator('.areas a', { hasText: 'Models' }).count()).toBe(0);
    await go(agent.page, `conversations/${conversationId}`);
    await agent.page.waitForSelector('.message.assistant');
    expect(await agent.page.locator('#main').textContent()).not.toMatch(/\$/);
    await agent.close();
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing on any of these pages, %s',
    async (colorScheme) => {
      const { page, complaints, close } = await visit('#/models', { colorScheme });
      for (const place of [
        'models',
        'models?period=7d&show=tokens',
        'models/settings',
        'conversations',
        'conversations?state=closed',
        `conversations/${conversationId}`,
      ]) {
        await go(page, place);
        await page.evaluate(() => document.querySelector('details')?.setAttribute('open', ''));
        expect(await violations(page), place).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test.each(['en', 'de', 'ar'])('nothing is cut off on a phone, %s', async (locale) => {
    const { page, complaints, close } = await visit('#/models', { ...PHONE, locale });
    for (const place of ['models', 'models/settings', 'conversations', `conversations/${conversationId}`]) {
      await go(page, place);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(390);
      const labels = page.locator('.areas span');
      for (const label of await labels.all())
        expect((await label.boundingBox())?.height, (await label.textContent()) ?? '').toBeLessThanOrEqual(
          20,
        );
    }
    await go(page, 'models');
    expect(await violations(page)).toEqual([]);
    const slider = page.locator('[role=slider]');
    const now = Number(await slider.getAttribute('aria-valuenow'));
    await slider.focus();
    await page.keyboard.press(locale === 'ar' ? 'ArrowRight' : 'ArrowLeft');
    expect(Number(await slider.getAttribute('aria-valuenow'))).toBe(now - 1);
    expect(complaints).toEqual([]);
    await close();
  });
});

interface Read {
  total: { costUsd: number };
  settings: { llm: unknown; preferNewer?: boolean };
}

async function read(url: string, path: string) {
  const headers = { Authorization: `Bearer ${await adminToken(url)}` };
  return (await fetch(url + path, { headers })).json() as Promise<Read>;
}

/** A customer asks for something that an article answers. */
async function converse(url: string, token: string): Promise<string> {
  const { id } = await callApi(
    url,
    'POST',
    '/v1/conversations',
    { channel: 'api', subject: 'Locked rows' },
    token,
  );
  const text = 'What does UNABLE_TO_LOCK_ROW mean?';
  await callApi(url, 'POST', `/v1/conversations/${id}/messages?wait=true`, { text, as: 'customer' }, token);
  return String(id);
}
