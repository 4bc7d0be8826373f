import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { program, run } from './tasks.ts';

/**
 * Debian's Chromium without a window's machinery: pages see the same engine, and it takes little more than half the time.
 * Not the script of /usr/bin, which stays between a test and the process that it kills.
 */
const SHELL = '/usr/lib/chromium/chromium-headless-shell';
const USUAL = [SHELL, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable'];

/** Where a Chromium stands on this machine: CHROMIUM, the system's, or Playwright's own; null when there is none. */
export function findChromium(): string | null {
  const own = process.env.CHROMIUM ?? '';
  return [own, ...USUAL, chromium.executablePath()].find((file) => file && existsSync(file)) ?? null;
}

/**
 * Finds a Chromium, or gets one: from Debian's packages when we may install them, else by `playwright install`.
 * Answers its path; throws one line for the operator when there is no way.
 */
export async function ensureChromium(): Promise<string> {
  const debian = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  const found = findChromium();
  if (found && (process.env.CHROMIUM || found === SHELL || !debian)) return found;
  if (debian) {
    console.log('Installing chromium-headless-shell and fonts-noto-cjk with apt-get, once …');
    const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, timeoutMs: 300_000 };
    const update = await run(['apt-get', 'update', '-qq'], options);
    const packages = ['chromium-headless-shell', 'fonts-noto-cjk'];
    const install = await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages], options);
    if (update.code !== 0 || install.code !== 0) console.log(install.output.trim().split('\n').at(-1));
  } else {
    console.log('No Chromium here: playwright install chromium, once …');
    await run(program('@playwright/test/cli.js', 'install', 'chromium'), { timeoutMs: 300_000 });
  }
  const got = findChromium();
  if (!got) throw new Error('No Chromium could be found or installed: install it, or name its path in CHROMIUM.');
  return got;
}
