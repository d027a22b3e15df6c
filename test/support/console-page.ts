import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { watch } from './widget-page.ts';

/** The admin of the demo organization; everybody that a test adds has the same password. */
export const ADMIN = 'admin@demo.test';
export const PASSWORD = 'edgewise-demo';
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A page of the console in a browser of its own, before anybody has logged in. `complaints`: what it should not have logged. */
export async function openConsole(
  browser: Browser,
  url: string,
  place: string,
  options: BrowserContextOptions = {},
) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  const page = await context.newPage();
  const complaints = watch(page, url);
  await page.goto(`${url}/console/${place}`);
  return { page, complaints, close: () => context.close() };
}

export async function logIn(page: Page, email: string = ADMIN): Promise<void> {
  await page.fill('#email', email);
  await page.fill('#password', PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.shell h1');
}

/** Waits until what a page shows is there. */
export async function settled(page: Page): Promise<void> {
  await page.waitForSelector('.bones', { state: 'detached' });
}

/** A page of the console as somebody who has logged in sees it. */
export async function visitConsole(
  browser: Browser,
  url: string,
  place: string,
  { email, ...options }: BrowserContextOptions & { email?: string } = {},
) {
  const opened = await openConsole(browser, url, place, options);
  await logIn(opened.page, email);
  await settled(opened.page);
  return opened;
}

export async function goTo(page: Page, url: string, place: string): Promise<void> {
  await page.goto(`${url}/console/#/${place}`);
  await settled(page);
}

/** One request to the product; throws where it is refused. */
export async function callApi(
  url: string,
  method: string,
  path: string,
  body: object | null = null,
  token = '',
): Promise<Record<string, unknown>> {
  const answer = await fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return text === '' ? {} : JSON.parse(text);
}

export async function adminToken(url: string): Promise<string> {
  const { accessToken } = await callApi(url, 'POST', '/v1/auth/login', { email: ADMIN, password: PASSWORD });
  return String(accessToken);
}

/** Adds a user of a role, named after it. */
export async function addUser(url: string, role: string): Promise<void> {
  const user = { email: `${role}@demo.test`, name: `Demo ${role}`, role, password: PASSWORD };
  await callApi(url, 'POST', '/v1/users', user, await adminToken(url));
}
