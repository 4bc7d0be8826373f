import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');
const colours = (css: string, selector: string) => {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,8});/g)].map(([, name, hex]) => [name, hex]),
  );
};

test.each([
  ['light', ':root'],
  ['dark', ':root[data-theme="dark"]'],
])('the preview’s %s phone wears the colours of visitor pages', (theme, root) => {
  const own = colours(read('staff/editor/phone-themes.css'), `.phone[data-theme="${theme}"]`);
  expect(Object.keys(own).length).toBeGreaterThan(12);
  expect(own).toEqual(colours(read('ui/tokens.css'), root));
});
