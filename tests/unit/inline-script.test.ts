import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inlineScript } from '../../src/layouts/build/inline-script.mjs';
import { onRequest } from '../../src/layouts/build/policy.mjs';

const root = mkdtempSync(join(tmpdir(), 'inline-'));
afterAll(() => rmSync(root, { recursive: true }));
writeFileSync(join(root, 'name.ts'), "export const name: string = 'Qingtu'; export const unused = 'dead weight';");
writeFileSync(join(root, 'look.css'), 'p { color: red }');
writeFileSync(
  join(root, 'entry.ts'),
  "import './look.css'; import { name } from './name.ts'; globalThis.said = name?.concat('</script><p>');",
);

async function load(): Promise<{ code: string; hash: string }> {
  const plugin = inlineScript({ target: ['chrome86', 'safari14.1'] });
  plugin.configResolved({ root, mode: 'production' });
  const id = plugin.resolveId('inline:/entry.ts');
  const text = (await plugin.load.call({ addWatchFile() {} }, id!)) ?? '';
  const [, code, hash] = /export default (".*");\nexport const hash = (".*");/.exec(text) ?? [];
  return { code: JSON.parse(code!), hash: JSON.parse(hash!) };
}

test('an entry becomes one classic script with its imports, without styles and dead code', async () => {
  const { code } = await load();
  expect(code).not.toMatch(/\bimport\b|\bexport\b|dead weight|color/);
  const scope: { said?: string } = {};
  new Function('globalThis', code)(scope);
  expect(scope.said).toBe('Qingtu</script><p>');
});

test('its text cannot end the element it is written into, and its hash is the hash of that text', async () => {
  const { code, hash } = await load();
  expect(code.toLowerCase()).not.toContain('</script');
  expect(hash).toBe(`sha256-${createHash('sha256').update(code).digest('base64')}`);
});

test('a policy keeps the hashes of scripts that the page has, and gains none', async () => {
  const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
  const policy = `script-src 'self' '${hashOf('mine()')}' '${hashOf('elsewhere()')}'; style-src 'self'`;
  const answer = () =>
    new Response('<script>mine()</script><script>injected()</script>', {
      headers: { 'content-type': 'text/html', 'content-security-policy': policy },
    });
  const response: Response = await onRequest({}, async () => answer());
  expect(response.headers.get('content-security-policy')).toBe(
    `script-src 'self' '${hashOf('mine()')}'; style-src 'self'`,
  );
  expect(await response.text()).toContain('injected');
});
