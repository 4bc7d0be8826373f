/**
 * `npm run bites`: a guard that does not bite is none. Each file in tests/bites names a deliberate defect and the test that
 * must notice it. The tree is copied, the defect put in, the test run; a test that stays green fails the bite.
 *
 * {"name", "file", "find", "replace", "test"} or {"name", "edits": [{"file", "find", "replace"}, …], "test"}; optional "only"
 * (a filter for the names of tests), "env". `find` must stand in the file exactly once. Arguments: parts of names to run.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inParallel, ROOT, run } from './tasks.ts';

interface Edit {
  file: string;
  find: string;
  replace: string;
}

interface Bite extends Partial<Edit> {
  name: string;
  edits?: Edit[];
  /** test file, from the root */
  test: string;
  only?: string;
  env?: Record<string, string>;
}

interface Report {
  testResults: { message?: string; assertionResults: { status: string; title: string }[] }[];
}

const FOLDER = path.join(ROOT, 'tests/bites');
const LEFT_OUT = new Set(['node_modules', '.git', '.data', 'test-results', 'playwright-report']);
const wanted = process.argv.slice(2);

const bites = fs
  .readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .flatMap((file) => {
    const read = JSON.parse(fs.readFileSync(path.join(FOLDER, file), 'utf8')) as Bite | Bite[];
    return [read].flat();
  })
  .filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

const began = performance.now();
const results = await inParallel(bites, 2, async (bite) => {
  const { ok, why, seconds } = await tryBite(bite);
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${bite.name} (${seconds.toFixed(1)} s): ${why}`);
  return ok;
});
const passed = results.filter(Boolean).length;
console.log(`${Math.round((performance.now() - began) / 1000)} s`);
process.exitCode = passed === results.length && passed > 0 ? 0 : 1;
console.log(`${passed} passed, ${results.length - passed} failed, 0 skipped`);

/** Does the test notice? */
async function tryBite(bite: Bite): Promise<{ ok: boolean; why: string; seconds: number }> {
  const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'qingtu-bite-'));
  fs.chmodSync(tree, 0o711);
  try {
    copyTree(ROOT, tree);
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'));
    const edits = bite.edits ?? [{ file: bite.file ?? '', find: bite.find ?? '', replace: bite.replace ?? '' }];
    for (const edit of edits) {
      const problem = applyEdit(tree, edit);
      if (problem) return { ok: false, why: problem, seconds: 0 };
    }
    const report = path.join(tree, 'bite-report.json');
    const filter = bite.only ? ['-t', bite.only] : [];
    const { code, output, seconds } = await run(
      [
        process.execPath,
        path.join(tree, 'node_modules/vitest/vitest.mjs'),
        ...['run', bite.test, ...filter, '--reporter=json', `--outputFile.json=${report}`],
      ],
      { cwd: tree, env: { QINGTU_WORLD: '', ...bite.env }, timeoutMs: 300_000 },
    );
    if (!fs.existsSync(report)) return { ok: false, why: `the test did not run: ${output.slice(-400)}`, seconds };
    const tests = (JSON.parse(fs.readFileSync(report, 'utf8')) as Report).testResults;
    const red = tests.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'failed');
    if (red[0])
      return {
        ok: true,
        why: `noticed by “${red[0].title}”${red.length > 1 ? ` and ${red.length - 1} more` : ''}`,
        seconds,
      };
    if (code === 0) return { ok: false, why: `${bite.test} stays green`, seconds };
    const message = tests.map((file) => file.message ?? '').join(' ');
    return { ok: false, why: `no test failed, but the file did: ${message.slice(0, 400)}`, seconds };
  } finally {
    fs.rmSync(tree, { recursive: true, force: true });
  }
}

/** Folders are made, files are hard links: nothing is read, and an edit replaces the link. */
function copyTree(from: string, to: string): void {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) {
      fs.mkdirSync(target);
      copyTree(source, target);
    } else if (entry.isFile()) link(source, target);
  }
}

function link(source: string, target: string): void {
  try {
    fs.linkSync(source, target);
  } catch {
    // another file system, or a source that has just gone
    if (fs.existsSync(source)) fs.copyFileSync(source, target);
  }
}

function applyEdit(tree: string, { file, find, replace }: Edit): string | null {
  const at = path.join(tree, file);
  if (!fs.existsSync(at)) return `there is no ${file}`;
  const before = fs.readFileSync(at, 'utf8');
  const times = before.split(find).length - 1;
  if (times !== 1) return `${file} has what to change ${times} times: “${find.slice(0, 60)}”`;
  fs.rmSync(at);
  fs.writeFileSync(
    at,
    before.replace(find, () => replace),
  );
  return null;
}
