import fs from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const require = createRequire(import.meta.url);
const SOURCE = fs.readFileSync(
  createRequire(require.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** Dark differs from light by its colours alone: after light, these are all that is left to ask. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
/** Traditional characters stand where the simplified ones do, as wide and in the same colours: the rest is names, languages, roles. */
const OUTWARD_RULES = [...COLOUR_RULES, 'target-size'];
const WORDS = { runOnly: RULES, rules: Object.fromEntries(OUTWARD_RULES.map((rule) => [rule, { enabled: false }])) };
/** Of what a page refers to, one rule asks for sound and film; sheets of style, which take longest, none does. */
const ALWAYS = { resultTypes: ['violations'], preload: { assets: ['media'] } };

interface Found {
  id: string;
  nodes: { html: string; failureSummary: string }[];
}

/** How a page can look: it follows the phone's light or dark setting; elder mode is the person's own choice. */
export type Look = 'light' | 'dark' | 'elder' | 'elder dark';
export const LOOKS: readonly Look[] = ['light', 'dark', 'elder'];

/** Puts a page into a look, as its own head script does at the next visit. */
export async function wear(page: Page, look: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: look.endsWith('dark') ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.evaluate((elder) => {
    if (elder) document.documentElement.dataset.elder = '';
    else delete document.documentElement.dataset.elder;
  }, look.startsWith('elder'));
}

/** What axe finds wrong, one line per rule and element; no rule and no element is excluded. */
async function violations(page: Page, asked: object): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const found = await page.evaluate(
    async (options) => {
      // reduced motion leaves transitions of a hundredth of a millisecond: colours are final two frames later
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const { axe } = window as unknown as {
        axe: { run(at: Document, options: object): Promise<{ violations: Found[] }> };
      };
      return (await axe.run(document, options)).violations;
    },
    { ...ALWAYS, ...asked },
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary }) =>
        `${id}: ${html.slice(0, 120)} – ${failureSummary.replaceAll('\n', ' ').slice(0, 240)}`,
    ),
  );
}

/** Expects no violation in any of the looks; the page keeps the last one. */
export async function expectAccessible(page: Page, what: string, looks: readonly Look[] = LOOKS): Promise<void> {
  const wrong: string[] = [];
  for (const look of looks) {
    await wear(page, look);
    const asked = { runOnly: look === 'dark' && looks.includes('light') ? COLOUR_RULES : RULES };
    for (const line of await violations(page, asked)) wrong.push(`${what}, ${look}: ${line}`);
  }
  expect.soft(wrong, what).toEqual([]);
}

/** Expects no violation of the rules that hang on words; for zh-Hant, where zh-Hans has been asked everything. */
export async function expectWordsAccessible(page: Page, what: string): Promise<void> {
  await wear(page, 'light');
  expect.soft(await violations(page, WORDS), what).toEqual([]);
}
