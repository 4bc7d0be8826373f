import type { Page } from '@playwright/test';
import { MARK } from '../fixtures/payloads.ts';
import { address } from './world.ts';

/** Watches for anything that a text could make a page do; answers what has happened since it was last asked. */
export async function watch(page: Page): Promise<() => Promise<string[]>> {
  const heard: string[] = [];
  await page.addInitScript(() => {
    const found: string[] = [];
    Object.assign(window, { __broken: found });
    addEventListener('securitypolicyviolation', (event) =>
      found.push(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  page.on('dialog', (dialog) => {
    if (dialog.type() !== 'beforeunload') heard.push(`dialog: ${dialog.message()}`);
    void dialog.accept();
  });
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('popup', (popup) => heard.push(`window: ${popup.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${address()}/`) && !/^(data|blob):/.test(url)) heard.push(`left: ${url}`);
  });
  return async () => {
    const own = await page.evaluate((mark) => {
      const seen = [...((window as { __broken?: string[] }).__broken ?? [])];
      if (mark in window) seen.push('a text ran');
      for (const one of document.querySelectorAll(
        '[href],[src],[action],[formaction],[srcdoc],object,embed,base,iframe',
      ))
        for (const name of ['href', 'src', 'action', 'formaction', 'srcdoc', 'data']) {
          const value = one.getAttribute(name) ?? '';
          const colon = new URL(value, location.href).protocol;
          if (value && !/^(https?|data|blob|tel):$/.test(colon)) seen.push(`${name}: ${value.slice(0, 60)}`);
          if (/^https?:$/.test(colon) && new URL(value, location.href).origin !== location.origin && name !== 'href')
            seen.push(`${name}: ${value.slice(0, 60)}`);
        }
      for (const one of document.querySelectorAll('*'))
        for (const { name } of one.attributes) if (/^on/i.test(name)) seen.push(`handler ${name} on ${one.tagName}`);
      return seen;
    }, MARK);
    return [...heard.splice(0), ...own];
  };
}
