import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildAssets } from '../../scripts/build-assets.ts';
import { ROOT } from '../../scripts/local/paths.ts';
import { findChromium, launch } from '../support/browser.ts';
import { type StandIn, startStandIn } from '../support/socket-stand-in.ts';
import { answered, ask, openChat, violations, visit, type WidgetPage } from '../support/widget-page.ts';

const EVIL = `<img src=x onerror="alert(1)">

**<script>alert(2)</script>** [click](javascript:alert(3)) <https://ok.test/"onmouseover="alert(4)>

\`\`\`<b>
</code></pre><svg onload=alert(5)>
\`\`\`

| <iframe srcdoc="<script>alert(6)</script>"> | b |
|---|---|
| [x](data:text/html,<script>alert(7)</script>) | [1] |`;

const ANSWER = {
  text: `Locks are held for 10 seconds. [1]\n\n${Array.from({ length: 30 }, (_, i) => `Paragraph ${i + 1} of a long answer.`).join('\n\n')}`,
  citations: [
    { n: 1, articleId: 'a', title: 'Locks', url: '/demo/help/', quote: 'Locks are held for 10 seconds.' },
  ],
};

describe.skipIf(!findChromium())('the widget and a server that misbehaves (a stand-in)', () => {
  let browser: Browser;
  let server: StandIn;
  let visitor: WidgetPage;
  const assets = join(ROOT, 'dist/assets');

  beforeAll(async () => {
    await buildAssets({ outDir: assets });
    browser = await launch();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await startStandIn({ assets, answer: ANSWER, paceMs: 4 });
    visitor = await visit(browser, server.url);
    await openChat(visitor.page);
  });
  afterEach(async () => {
    await visitor.close();
    await server.stop();
  });

  const answerText = () => visitor.page.locator('.ai .text').last().textContent();

  test('pieces that arrive twice are shown once', async () => {
    server.faults.repeatDeltas = true;
    await ask(visitor.page, 'hello');
    await visitor.page.waitForSelector('.live .text');
    expect((await answerText())?.match(/Locks are held/g)).toHaveLength(1);
    await answered(visitor.page);
    expect((await answerText())?.match(/Paragraph 30 /g)).toHaveLength(1);
  });

  test('a message that was lost on the way is fetched', async () => {
    await ask(visitor.page, 'hello');
    await answered(visitor.page);
    server.faults.hideNextMessage = true;
    server.say({ role: 'agent', text: 'first', author: { id: 'usr_1', name: 'Maya' } });
    server.say({ role: 'agent', text: 'second', author: { id: 'usr_1', name: 'Maya' } });
    await visitor.page.waitForFunction(
      () => document.querySelector('edgewise-chat')?.shadowRoot?.querySelectorAll('.agent').length === 2,
    );
    expect(await visitor.page.locator('.agent .text').allInnerTexts()).toEqual(['first', 'second']);
  });

  test('a connection that dies before the ack stores the message once', async () => {
    server.faults.dropBeforeAck = true;
    await ask(visitor.page, 'hello');
    await answered(visitor.page);
    expect(server.stored).toHaveLength(1);
    expect(await visitor.page.locator('.me').count()).toBe(1);
  });

  test('a restart of the server in the middle of an answer is hardly seen', async () => {
    await ask(visitor.page, 'hello');
    await visitor.page.waitForSelector('.live .text');
    server.closeAll(1012);
    await answered(visitor.page);
    expect(await answerText()).toContain('Paragraph 30 ');
    expect(await visitor.page.locator('.banner:visible').count()).toBe(0);
  });

  test('the reader’s place does not move while text streams', async () => {
    const { page } = visitor;
    const log = page.locator('.log');
    await ask(page, 'hello');
    await answered(page);
    await ask(page, 'again');
    await page.waitForSelector('.live .text');
    await log.evaluate((box) => {
      box.scrollTop = 120;
    });
    await page.waitForTimeout(50);
    const before = await log.evaluate((box) => box.scrollTop);
    await answered(page, 2);
    expect(await log.evaluate((box) => box.scrollTop)).toBe(before);
    await page.click('.more');
    expect(await log.evaluate((box) => box.scrollHeight - box.clientHeight - box.scrollTop)).toBeLessThan(32);
  });

  test('a long answer is read from its head: the question stays in view', async () => {
    await ask(visitor.page, 'hello');
    await answered(visitor.page);
    const top = await visitor.page.locator('.me').evaluate((one) => {
      const view = one.closest('.log')?.getBoundingClientRect();
      return one.getBoundingClientRect().top - (view?.top ?? 0);
    });
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(40);
  });

  test('no answer of a server can run anything', async () => {
    server.say({
      role: 'assistant',
      text: EVIL,
      citations: [
        {
          n: 1,
          articleId: 'a',
          title: '<img src=x onerror=alert(8)>',
          url: 'javascript:alert(9)',
          quote: EVIL,
        },
      ],
      quickReplies: ['<img src=x onerror=alert(10)>'],
    });
    const { page } = visitor;
    await answered(page);
    await page.locator('button.cite').click();
    await page.waitForTimeout(300);
    expect(
      await page.locator('.panel :is(img, script, iframe, svg[onload], [onerror], [onmouseover])').count(),
    ).toBe(0);
    const addresses = await page
      .locator('.panel a')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    expect(addresses.filter((href) => !/^https?:/.test(href ?? ''))).toEqual([]);
    expect(visitor.complaints).toEqual([]);
  });

  test('an agent who takes over is named, and the end of a conversation leads to a new one', async () => {
    const { page } = visitor;
    server.setState('assigned', 'usr_1');
    server.say({ role: 'system', text: 'x', event: 'takeover', author: { id: 'usr_1', name: 'Maya' } });
    server.say({ role: 'agent', text: 'Hello, this is Maya.', author: { id: 'usr_1', name: 'Maya' } });
    await page.waitForSelector('.agent');
    expect(await page.locator('.system').textContent()).toBe('Maya has joined the conversation.');
    expect(await page.locator('.who p').textContent()).toBe('Maya');
    expect(await page.locator('.ask').count()).toBe(0);
    server.setState('closed');
    await page.waitForSelector('.over');
    expect(await page.locator('textarea').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.click('.solid');
    await page.waitForSelector('textarea, .over');
  });

  test('a closed panel counts what is unread, in sight and in name', async () => {
    const { page } = visitor;
    await page.keyboard.press('Escape');
    server.say({ role: 'agent', text: 'Are you there?', author: { id: 'usr_1', name: 'Maya' } });
    await page.waitForSelector('.badge:not([hidden])');
    expect(await page.locator('.badge').textContent()).toBe('1');
    expect(await page.locator('.launcher').getAttribute('aria-label')).toContain('Unread messages: 1');
    await page.click('.launcher');
    await page.waitForSelector('.badge', { state: 'hidden' });
  });

  test('the page may drive the widget, its failing listeners harm nobody, and a second inclusion does nothing', async () => {
    // The policy of the demo site would refuse a script that a script adds, even before the loader does.
    const { page, close } = await visit(browser, server.url, { bypassCSP: true });
    const seen = await page.evaluate(async () => {
      const api: Record<'open' | 'close' | 'toggle' | 'identify', (detail?: object) => void> & {
        on(event: string, listener: () => void): () => void;
      } = Reflect.get(window, 'Edgewise');
      const events: string[] = [];
      const pause = () => new Promise((done) => setTimeout(done, 100));
      api.on('open', () => {
        throw new Error('a listener of the page that fails');
      });
      for (const name of ['open', 'close']) api.on(name, () => events.push(name));
      api.on('open', () => events.push('never'))();
      api.open();
      await pause();
      api.identify({ name: 'Ada' });
      api.toggle();
      await pause();
      const again = document.createElement('script');
      again.src = '/widget.js';
      again.dataset.key = 'wk_demo';
      await new Promise((done) => {
        again.onload = done;
        document.head.appendChild(again);
      });
      await pause();
      return { events, boxes: document.querySelectorAll('edgewise-chat').length };
    });
    expect(seen).toEqual({ events: ['open', 'close'], boxes: 1 });
    await close();
  });
});
