import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, launch } from '../support/browser.ts';
import { ADMIN, addUser, adminToken, callApi, logIn, openConsole, PHONE } from '../support/console-page.ts';
import { startProduct } from '../support/product.ts';
import { violations } from '../support/widget-page.ts';

/** Words that only the uploaded folder has. */
const FACT = 'The Hollin gate opens at 06:40 for deliveries and closes when the last van has left.';

describe.skipIf(!findChromium())('the console', () => {
  let product: Awaited<ReturnType<typeof startProduct>>;
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    [product, browser, folder] = await Promise.all([startProduct(), launch(), makeFolder()]);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    if (folder) await rm(folder, { recursive: true });
  });

  const visit = (place = '', options: BrowserContextOptions = {}) =>
    openConsole(browser, product.url, place, { viewport: { width: 1280, height: 800 }, ...options });

  test('a wrong password is told from a right one, and a deep link survives the login', async () => {
    const { page, close } = await visit('#/articles/unable-to-lock-row');
    await page.fill('#email', ADMIN);
    await page.fill('#password', 'not-the-password');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=alert] .notice');
    expect(await page.locator('[role=alert]').textContent()).toContain('password is wrong');
    await logIn(page);
    await page.waitForSelector('.article-text');
    expect(await page.locator('h1').textContent()).toContain('UNABLE_TO_LOCK_ROW');
    await close();
  });

  test('a session survives a reload, is shared with new tabs, and ends in all of them', async () => {
    const { page, complaints, close } = await visit();
    await logIn(page);
    await page.reload();
    await page.waitForSelector('.shell h1');
    const other = await page.context().newPage();
    await other.goto(`${product.url}/console/#/articles`);
    await other.waitForSelector('.list');
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }]))).not.toMatch(/token/i);
    await other.click('.who');
    await other.click('.account-panel .plain');
    await Promise.all([page.waitForSelector('#email'), other.waitForSelector('#email')]);
    await page.reload();
    await page.waitForSelector('#email');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a website is added, read before your eyes, and its pages become articles', async () => {
    const { page, complaints, close } = await visit();
    await logIn(page);
    await page.locator('.choice').first().click();
    await page.fill('dialog input[type=url]', `${product.url}/demo/help/`);
    await page.click('dialog summary');
    await page.fill('dialog input[inputmode=numeric] >> nth=0', '0');
    await page.click('dialog [type=submit]');
    expect(await page.locator('dialog .wrong').textContent()).toContain('from 1 to 10000');
    await page.fill('dialog input[inputmode=numeric] >> nth=0', '4');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('.phases');
    await page.waitForSelector('.page-title .badge.good', { timeout: 40_000 });
    expect(await page.locator('.counts div', { hasText: 'Found' }).locator('dd').textContent()).toBe('4');
    await page.locator('td .row-link').last().click();
    await page.waitForSelector('.article-text');
    await page.goBack();
    await page.waitForSelector('.counts');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a folder is uploaded file by file, each refusal has its reason, and what it says is found and marked', async () => {
    const { page, complaints, close } = await visit('#/sources?add=files');
    await logIn(page);
    await page.setInputFiles('input[data-kind=folder]', folder);
    await page.waitForSelector('.file.refused');
    expect(await page.locator('.file.refused').textContent()).toContain('cannot be read');
    await page.click('dialog [type=submit]');
    await page.waitForSelector('.page-title .badge.good', { timeout: 40_000 });
    await page.locator('.tabs a', { hasText: 'Failed' }).click();
    await page.waitForSelector('.reason');
    expect(await page.locator('tr', { hasText: 'broken.pdf' }).locator('.reason').textContent()).not.toBe('');

    await page.goto(`${product.url}/console/#/ask`);
    await page.fill('#question', 'When does the Hollin gate open for deliveries?');
    await page.keyboard.press('Enter');
    await page.locator('.hit a').first().click();
    await page.waitForSelector('.reader mark');
    expect((await page.locator('.reader mark').allTextContents()).join(' ')).toContain(FACT.slice(0, -1));
    expect(await inView(page, '.reader mark')).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.reader', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.closest('.hit') !== null)).toBe(true);

    await page.click('.answer button');
    await page.locator('a.cite').first().click();
    await page.waitForSelector('.reader mark');
    expect((await page.locator('.reader mark').allTextContents()).join('')).toContain('06:40');
    expect(await inView(page, '.reader mark')).toBe(true);
    await page.goBack();
    await page.waitForSelector('.reader', { state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  test('a source is deleted only by who types its name', async () => {
    const { page, close } = await visit('#/sources');
    await logIn(page);
    const address = `${product.url}/console/#/sources`;
    await page.waitForSelector('.list .row-link');
    const name = (await page.locator('.list .row-link').first().textContent()) ?? '';
    await page.locator('.list .row-link').first().click();
    await page.click('.actions .danger');
    expect(await page.locator('dialog [type=submit]').isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('danger');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog', { state: 'detached' });
    await expect
      .poll(
        async () => {
          await page.goto(address);
          await page.reload();
          await page.waitForSelector('.shell :is(.list, .empty)');
          return page.locator('.row-link', { hasText: name }).count();
        },
        { timeout: 20_000 },
      )
      .toBe(0);
    await close();
  });

  test('an article is written, changed and deleted without a mouse', async () => {
    const { page, complaints, close } = await visit('#/articles/new');
    await logIn(page);
    await page.locator('.form input').first().focus();
    await page.keyboard.type('Where the spare keys are');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('In the **blue** tin.');
    await page.locator('.form [type=submit]').press('Enter');
    await page.waitForSelector('.article-text strong');
    await page.locator('.actions a', { hasText: 'Edit' }).press('Enter');
    await page.waitForSelector('textarea');
    await page.locator('textarea').fill('In the **red** tin.');
    await page.locator('.form [type=submit]').press('Enter');
    await page.waitForSelector('text=Version 2');
    expect(await page.locator('.article-text').textContent()).toBe('In the red tin.');
    await page.locator('.actions .danger').press('Enter');
    await page.locator('dialog [type=submit]').press('Enter');
    await page.waitForSelector('.filters');
    expect(complaints).toEqual([]);
    await close();
  });

  test('gaps show what customers asked in vain, and a draft of one is published', async () => {
    await askInVain(product.url);
    const { page, complaints, close } = await visit('#/gaps');
    await logIn(page);
    await expect
      .poll(
        async () => {
          await page.locator('.filters button').click();
          await page.waitForTimeout(500);
          return page.locator('.list .row-link').count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    await page.locator('.list .row-link').first().click();
    await page.waitForSelector('.samples q');
    await page.locator('.actions button', { hasText: 'Draft' }).click();
    await page.fill('textarea', 'Gift vouchers are sold at the front desk.');
    await page.locator('.actions button', { hasText: 'Publish' }).click();
    await page.waitForSelector('.page-title .badge.good');
    await page.locator('.facts a', { hasText: 'Open the article' }).click();
    await page.waitForSelector('.article-text >> text=front desk');
    expect(complaints).toEqual([]);
    await close();
  });

  test('a decision about names says which of their words no article holds any more', async () => {
    const article = 'articles/quartz-gate';
    const body = {
      title: 'Quartz gates',
      body: 'A quartz extra large gate (QELG) is sold in one size.',
      format: 'text',
    };
    const token = await adminToken(product.url);
    await callApi(product.url, 'PUT', `/v1/knowledge/${article}`, body, token);
    const { page, complaints, close } = await visit('#/gaps/names');
    await logIn(page);
    const row = page.locator('tr', { hasText: 'qelg' });
    await row.waitFor();
    await callApi(
      product.url,
      'PUT',
      `/v1/knowledge/${article}`,
      { ...body, body: 'Sold in one size.' },
      token,
    );
    await row.locator('button').press('Enter');
    await page.waitForSelector('.toast >> text=/No article holds these words: .*qelg/');
    await row.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(['light', 'dark'] as const)('axe finds nothing on any page, %s', async (colorScheme) => {
    const { page, complaints, close } = await visit('', { colorScheme });
    expect(await violations(page)).toEqual([]);
    await logIn(page);
    // What is dark differs in colours only, so the parts that have some of their own are enough.
    const places = ['sources?add=files', 'ask?q=lock+row&hit=1', 'gaps'];
    if (colorScheme === 'light') {
      places.push('sources', 'sources?add=website', 'articles?state=failed', 'articles/new');
      places.push('articles/unable-to-lock-row', 'gaps/health', 'gaps/drafts', 'nowhere');
    }
    for (const place of places) {
      await page.goto(`${product.url}/console/#/${place}`);
      await page.waitForSelector('.bones', { state: 'detached' });
      expect(await violations(page), place).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('an Arabic reader on a phone gets Arabic words from right to left, and nothing is cut off', async () => {
    const { page, complaints, close } = await visit('#/ask?q=lock+row&hit=1', { ...PHONE, locale: 'ar' });
    await logIn(page);
    await page.waitForSelector('.reader mark');
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await page.locator('.reader .fine').first().textContent()).toContain('الإصدار الحالي');
    expect(await violations(page)).toEqual([]);
    for (const place of ['sources', 'articles', 'gaps', 'sources?add=website']) {
      await page.goto(`${product.url}/console/#/${place}`);
      await page.waitForSelector('.bones', { state: 'detached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBeLessThanOrEqual(390);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('an analyst reads everything and is offered no change', async () => {
    await addUser(product.url, 'analyst');
    const { page, close } = await visit('#/sources');
    await logIn(page, 'analyst@demo.test');
    await page.waitForSelector('.notice.quiet');
    for (const place of [
      'sources?add=website',
      'articles/unable-to-lock-row',
      'articles/new',
      'gaps',
      'ask?q=lock',
    ]) {
      await page.goto(`${product.url}/console/#/${place}`);
      await page.waitForSelector('.bones', { state: 'detached' });
      const controls = await page.locator('main :is(button, a.solid, a.plain):visible').allTextContents();
      expect(
        controls.filter((one) => /add|edit|delete|write|draft|update/i.test(one)),
        place,
      ).toEqual([]);
    }
    expect(await page.locator('dialog').count()).toBe(0);
    await close();
  });

  test('what is offline says so, keeps what is shown, and goes on by itself', async () => {
    const { page, close } = await visit('#/articles');
    await logIn(page);
    await page.waitForSelector('.list');
    await page.context().setOffline(true);
    await page.waitForSelector('.notice.warn');
    expect(await page.locator('.list').count()).toBe(1);
    await page.locator('.areas a').first().click();
    await page.waitForSelector('.notice.bad');
    await page.context().setOffline(false);
    await page.locator('.notice.bad button').click();
    await page.waitForSelector('.notice.bad', { state: 'detached' });
    await close();
  });
});

async function makeFolder(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'edgewise-folder-'));
  const folder = join(root, 'yard');
  await mkdir(join(folder, 'gates'), { recursive: true });
  await Promise.all([
    writeFile(
      join(folder, 'gates', 'hollin.md'),
      `# Hollin gate\n\n${FACT}\n\n## Keys\n\nKeys hang in the office.\n`,
    ),
    writeFile(join(folder, 'vans.html'), '<h1>Vans</h1><p>There are four vans, all of them green.</p>'),
    writeFile(join(folder, 'broken.pdf'), '%PDF-1.7\nthis is no PDF at all\n'),
    writeFile(join(folder, 'photo.png'), 'not text'),
  ]);
  return folder;
}

async function askInVain(url: string): Promise<void> {
  const token = await adminToken(url);
  const questions = [
    'Do you sell gift vouchers?',
    'Can I buy a gift voucher for my sister?',
    'gift vouchers, where?',
  ];
  for (const text of questions) {
    const { id } = await callApi(url, 'POST', '/v1/conversations', { channel: 'api' }, token);
    await callApi(url, 'POST', `/v1/conversations/${id}/messages?wait=true`, { text, as: 'customer' }, token);
  }
}

function inView(page: Page, selector: string): Promise<boolean> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
}
