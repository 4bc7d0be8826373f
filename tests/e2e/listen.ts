import type { Page } from '@playwright/test';
import { address } from './world.ts';

declare global {
  interface Window {
    __pwn?: unknown;
    __violations?: string[];
  }
}

/** Everything a browser complains about: policy violations, console errors, thrown errors, requests to elsewhere. */
export async function listen(page: Page): Promise<() => Promise<string[]>> {
  const heard: string[] = [];
  await page.addInitScript(() => {
    window.__violations = [];
    addEventListener('securitypolicyviolation', (event) =>
      window.__violations?.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security/i.test(message.text()))
      heard.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    heard.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address()}/`) && !/^(data|blob):/.test(request.url()))
      heard.push(`left: ${request.url()}`);
  });
  return async () => {
    const own = await page.evaluate(() => [...(window.__violations ?? []), ...(window.__pwn ? ['a payload ran'] : [])]);
    return [...heard.splice(0), ...own];
  };
}
