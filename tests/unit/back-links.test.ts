import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { NAV } from '../../src/staff/nav.ts';
import { ROOT } from '../tasks.ts';

const STAFF = path.join(ROOT, 'src/staff');
const read = (file: string) => fs.readFileSync(file, 'utf8');
const words = (area: string): Record<string, string> =>
  JSON.parse(read(path.join(ROOT, `src/i18n/locales/zh-Hans/${area}.json`)));

/** Every editor: the list that its back link leads to, and the words that its page hands it. */
const editors = (fs.readdirSync(STAFF, { recursive: true }) as string[])
  .filter((file) => /Editor\.astro$/.test(file))
  .map((file) => {
    const name = path.basename(file, '.astro');
    const [, handed = ''] = /\bwords=\{\{?(.*?)\}\}?$/m.exec(read(path.join(STAFF, file))) ?? [];
    const areas = [...handed.matchAll(/wordsOf\(locale, '(\w+)'\)/g)].map((match) => match[1] ?? '');
    const island = read(path.join(STAFF, path.dirname(file), `${name}.island.tsx`));
    const [, list = ''] = /\blist="([^"#]+)/.exec(island) ?? [];
    return { name, list, own: Object.assign({}, ...areas.map(words)) as Record<string, string> };
  });

test('the way back from an editor names the list that it leads to', () => {
  const shell = words('console_shell');
  const nameOf = (list: string) => {
    const entry = NAV.flatMap(({ entries }) => entries).find((one) => one.path === list);
    return entry ? (shell[entry.label] ?? '') : '';
  };
  const back = editors.map(({ name, list, own }) => {
    const said = own[list === '/staff/facts' ? 'back_fact' : 'back_question'] ?? '';
    // a list may be called in short what the menu calls it in full
    return [name, said !== '' && nameOf(list).startsWith(said) ? list : said];
  });
  expect(Object.fromEntries(back)).toEqual(Object.fromEntries(editors.map(({ name, list }) => [name, list])));
  expect(editors.map(({ list }) => list).filter((list) => list === '/staff/questions')).toHaveLength(1);
  expect(editors.length).toBeGreaterThan(10);
});
