import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO } from '../../scripts/seed.ts';
import { findChromium, launch } from '../support/browser.ts';
import { adminToken, callApi, PHONE, visitConsole } from '../support/console-page.ts';
import { startProduct } from '../support/product.ts';
import { violations } from '../support/widget-page.ts';

const AGENT = 'agent@demo.test';

describe.skipIf(!findChromium())('the console of what was done', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let browser: Browser;
  let conversation = '';

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), launch()]);
    const { url } = product;
    const token = await adminToken(url);
    const visitor = await callApi(url, 'POST', '/v1/widget/sessions', { widgetKey: 'wk_demo' });
    conversation = `/v1/conversations/${visitor.conversationId}`;
    const text = 'What does UNABLE_TO_LOCK_ROW mean? I have tried a smaller batch. My case is 00012345.';
    await callApi(url, 'POST', `${conversation}/messages?wait=true`, { text }, String(visitor.token));
    await callApi(url, 'POST', `${conversation}/takeover`, null, token);
    await callApi(url, 'PUT', '/v1/users/me', { name: 'Demo admin' }, token);
    const now = new Date().toISOString();
    const steps = ['asked', 'started', 'done', 'undone'].map((state) => ({
      state,
      at: now,
      messageSeq: 1,
      requestId: 'r',
    }));
    const db = await product.mf.getD1Database('RECORDS');
    const id = String(visitor.conversationId);
    // The archive has the conversation some seconds later, and a run belongs to it.
    for (let tries = 0; tries < 100; tries += 1) {
      if (await db.prepare('SELECT 1 FROM conversations WHERE id = ?').bind(id).first()) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await db
      .prepare(
        `INSERT INTO tool_runs (organization_id, id, conversation_id, message_seq, tool, effect, state, steps, created_at)
         VALUES (?, 'run_1', ?, 1, 'shop_cancel_order', 'changes', 'undone', ?, ?)`,
      )
      .bind(DEMO.organizationId, id, JSON.stringify(steps), now)
      .run();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const visit = (place: string, options: BrowserContextOptions & { email?: string } = {}) =>
    visitConsole(browser, product.url, place, options);
  const place = () => `#${conversation.replace('/v1', '')}`;

  test('a conversation with a person begins with what that person should know, and shows each step of what was done', async () => {
    const { page, complaints, close } = await visit(place());
    await page.waitForSelector('.handover');
    const told = await page.textContent('.handover');
    for (const part of [
      'Case number: 00012345',
      'Tried: I have tried a smaller batch.',
      'UNABLE_TO_LOCK_ROW',
    ])
      expect(told).toContain(part);
    await page.waitForSelector('.done');
    expect(await page.textContent('.done-head')).toContain('Undone');
    expect(await page.locator('.done .steps li > span').allTextContents()).toEqual([
      'Put to the customer',
      'Begun',
      'Done',
      'Undone',
    ]);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test('audit events are listed for admins and filtered by keyboard, and a filter that finds nothing is cleared', async () => {
    const { page, complaints, close } = await visit('#/audit');
    await page.waitForSelector('table.audit');
    expect(await page.locator('table.audit .code').allTextContents()).toContain('conversation.takeover');
    await page.focus('.audit-action input');
    await page.keyboard.type('profile.update');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('table.audit tbody tr').length === 1);
    expect(page.url()).toContain('action=profile.update');
    await page.fill('.audit-action input', 'Not An Action');
    expect(await page.textContent('.filters .wrong')).toContain('such as connector.put');
    await page.goto(`${product.url}/console/#/audit?outcome=denied&actor=customer`);
    await page.waitForSelector('.empty');
    await page.click('.filters button');
    await page.waitForSelector('table.audit');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([
    ['phone', PHONE],
    ['phone, dark, right to left', { ...PHONE, colorScheme: 'dark' as const, locale: 'ar' }],
  ])('both pages fit a %s, readable for all', async (_, options) => {
    for (const where of ['#/audit', place()]) {
      const { page, close } = await visit(where, options);
      await page.waitForSelector(where === '#/audit' ? 'table.audit' : '.handover');
      const wider = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wider).toBe(0);
      expect(await violations(page)).toEqual([]);
      await close();
    }
  });

  test('agents are shown no audit, neither in the menu nor at its address', async () => {
    const { page, close } = await visit('#/audit', { email: AGENT });
    expect(await page.locator('a[href="#/audit"]').count()).toBe(0);
    expect(await page.locator('table.audit').count()).toBe(0);
    await close();
  });
});
