import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A browser page with the demo site in it, as a visitor uses it. */
export interface WidgetPage {
  page: Page;
  /** Errors, violations of the page's policy, and requests to other hosts: must stay empty. */
  complaints: string[];
  close(): Promise<void>;
}

export interface VisitOptions extends BrowserContextOptions {
  path?: string;
  /** Language that the site asks the widget to speak. */
  widgetLocale?: string;
}

/** Opens the demo site in a browser profile of its own. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<WidgetPage> {
  const { path = '/demo/', widgetLocale, ...rest } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...rest });
  if (widgetLocale) {
    await context.addInitScript((locale) => {
      new MutationObserver(() => {
        const script = document.querySelector<HTMLElement>('script[data-key]');
        if (script) script.dataset.locale = locale;
      }).observe(document, { childList: true, subtree: true });
    }, widgetLocale);
  }
  const page = await context.newPage();
  const complaints = watch(page, url);
  await page.goto(url + path);
  await page.waitForSelector('.launcher');
  return { page, complaints, close: () => context.close() };
}

/** Notes everything on the page that nobody should have to see. */
export function watch(page: Page, url: string): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    const isNetwork = /net::ERR_|WebSocket connection/.test(message.text());
    if (message.type() === 'error' && !isNetwork) complaints.push(`console: ${message.text()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => {});
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) {
      complaints.push(`foreign host: ${request.url()}`);
    }
  });
  return complaints;
}

/** Opens the panel and waits until it may be written in. */
export async function openChat(page: Page): Promise<void> {
  await page.click('.launcher');
  await page.waitForSelector('.panel.open .greeting');
}

export async function ask(page: Page, text: string): Promise<void> {
  await page.fill('textarea', text);
  await page.press('textarea', 'Enter');
}

/** Waits until the n-th answer is stored and shown with its controls. */
export async function answered(page: Page, count = 1): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (document.querySelector('edgewise-chat')?.shadowRoot?.querySelectorAll('li .actions').length ?? 0) >=
      wanted,
    count,
  );
}

/** What axe finds wrong, one line a finding. */
export async function violations(page: Page): Promise<string[]> {
  // Colours are judged at rest: text that is just fading in has no contrast yet.
  await page.waitForTimeout(400);
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html}`));
}

/** Whether an element of the widget is within the visible part of the window. */
export function isInView(page: Page, selector: string): Promise<boolean> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
}
