/**
 * `npm run check`: format, lint, types of the three projects, the editor's lint over the seed, and the generated files.
 * One line per step; the output of a step that fails follows its line. Ends with 1 when any fails.
 */
import { pathToFileURL } from 'node:url';
import { inParallel, program, run } from './tasks.ts';

const TSC = 'typescript/bin/tsc';
/** Longest first: two run at a time. */
const STEPS: [string, string[]][] = [
  ['types of pages and islands', program('astro/bin/astro.mjs', 'check', '--minimumSeverity', 'error')],
  ['types of tests, server and stack', program(TSC, '--noEmit', '-p', 'tests/tsconfig.json')],
  ['supabase/catalog.txt', [process.execPath, 'supabase/local/catalog.ts', '--check']],
  ['src/contract/database.ts', [process.execPath, 'supabase/local/types.ts', '--check']],
  ['types of the service worker', program(TSC, '--noEmit', '-p', 'src/sw/tsconfig.json')],
  ['format and lint', program('@biomejs/biome/bin/biome', 'check', '--max-diagnostics=40', '.')],
  ['lint of the question bank', [process.execPath, 'tests/seed-lint.ts']],
];

/** Runs every step; prints as it goes; answers how many passed and failed. */
export async function check(): Promise<{ passed: number; failed: number }> {
  const results = await inParallel(STEPS, 2, async ([name, command]) => {
    const { code, output, seconds } = await run(command);
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
    if (code !== 0) console.log(output.trim().slice(-6000));
    return code === 0;
  });
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await check();
  console.log(`check: ${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}
