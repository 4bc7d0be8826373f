import { defineConfig } from '@playwright/test';
import { findChromium } from './tests/chromium.ts';
import { SWITCHES } from './tests/e2e/browser.ts';

/**
 * Browser tests of the whole product, which tests/e2e/product.ts starts once for all of them.
 * `read` looks at pages and leaves no figure of 鹿城区 behind; `write` counts what arrives there, one by one, beside it.
 * Three at once keep two cores busy: every one of them waits now and then, for a clock, a cut line or a release.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/product.ts',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 3,
  retries: 0,
  forbidOnly: !!process.env.CI,
  reporter: 'list',
  use: {
    launchOptions: {
      executablePath: findChromium() ?? undefined,
      args: SWITCHES,
    },
    viewport: { width: 390, height: 844 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'off',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
  },
  // `write` is first, and takes one worker; `read` has the others.
  projects: [
    { name: 'write', testDir: 'tests/e2e/write', workers: 1 },
    { name: 'read', testDir: 'tests/e2e/read', fullyParallel: true },
  ],
});
