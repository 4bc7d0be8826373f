/**
 * `npm test`: check, then every test, then every browser test; the last line is `N passed, N failed, N skipped`.
 * `tests/run.ts e2e` runs the browser tests alone; `--only unit|db|http|chaos|e2e` one kind.
 * Ends with 1 when anything failed or when nothing ran.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { check } from './check.ts';
import { ensureChromium } from './chromium.ts';
import { program, ROOT, run } from './tasks.ts';

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const KINDS = ['unit', 'db', 'http', 'chaos', 'e2e'];
const args = process.argv.slice(2);
const only = args[0] === '--only' ? args[1] : args[0];
if (only && !KINDS.includes(only)) {
  console.error(`There are ${KINDS.join(', ')}; there is no ${only}.`);
  process.exit(1);
}
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'qingtu-test-'));
const began = performance.now();
const all: Counts[] = [];
try {
  if (!only) all.push({ ...(await check()), skipped: 0 });
  if (only !== 'e2e') all.push(await vitest(only ? [`tests/${only}/`] : []));
  if ((!only || only === 'e2e') && hasSpecs()) all.push(await playwright());
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
const sum = (of: keyof Counts) => all.reduce((total, counts) => total + counts[of], 0);
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')];
if (passed + failed === 0) console.log('No test ran.');
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);

/** Runs vitest; a file that cannot be loaded, and an error outside any test, count as one failure each. */
async function vitest(filters: string[]): Promise<Counts> {
  const file = path.join(scratch, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run(program('vitest/vitest.mjs', 'run', ...reporters, ...filters), { echo: true });
  if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    testResults: { name: string; status: string; assertionResults: { status: string }[] }[];
  };
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of report.testResults) {
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed++;
      else if (test.status === 'failed') counts.failed++;
      else counts.skipped++;
    }
    if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) counts.failed++;
  }
  if (code !== 0 && counts.failed === 0) counts.failed++;
  return counts;
}

/** Runs the browser tests; one that passes only when tried again counts as failed. */
async function playwright(): Promise<Counts> {
  const file = path.join(scratch, 'playwright.json');
  try {
    const env = { CHROMIUM: await ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    const command = program('@playwright/test/cli.js', 'test', '--reporter=list,json');
    const { code } = await run(command, { echo: true, env });
    if (!fs.existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
    const { stats } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
      stats: { expected: number; unexpected: number; flaky: number; skipped: number };
    };
    const bad = stats.unexpected + stats.flaky;
    return { passed: stats.expected, failed: bad || (code === 0 ? 0 : 1), skipped: stats.skipped };
  } catch (error) {
    console.error((error as Error).message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function hasSpecs(): boolean {
  const folder = path.join(ROOT, 'tests/e2e');
  if (!fs.existsSync(folder)) return false;
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => /\.(spec|test)\.ts$/.test(name));
}
