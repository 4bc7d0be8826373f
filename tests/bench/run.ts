/**
 * `npm run bench`: the product measured beside what it has to compete with, printed as Markdown.
 *   --only a|b|c|d|e|f|g (a) first answer on a slow phone · (b) records per second · (c) figures as the ledger grows · (d) the
 *                  bank · (e) a seal on a slow phone · (f) class hours of a prefecture · (g) the calendar of a big city
 *   --quick        (a) and (e) 3 runs instead of 5 · (b) 2 s instead of 6 · (c) 0.1 and 0.3 million instead of 0.1, 1 and 3 · (f) a tenth of the pupils · (g) a quarter of the events
 *   --write        also writes tests/bench/RESULTS.md
 * Runs on a data folder of its own that is deleted afterwards.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CannotStart, ROOT } from '../../supabase/local/place.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { findOrStart } from '../world/running.ts';
import { benchBank } from './bank.ts';
import { benchEvents } from './events.ts';
import { benchFigures } from './figures.ts';
import { benchFirstAnswer } from './first-answer.ts';
import { machine } from './measure.ts';
import { benchRecords } from './records.ts';
import { benchSchools } from './schools.ts';
import { benchSeal } from './seal.ts';

const SECTIONS = {
  a: benchFirstAnswer,
  b: benchRecords,
  c: benchFigures,
  d: benchBank,
  e: benchSeal,
  f: benchSchools,
  g: benchEvents,
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean' }, write: { type: 'boolean' } },
});
const folder = temporaryFolder();
let code = 0;
try {
  const only = [...(values.only ?? 'abcdefg')].filter((letter): letter is keyof typeof SECTIONS => letter in SECTIONS);
  if (only.length === 0) throw new CannotStart('--only takes a, b, c or several of them.');
  // a product of its own; one token of the load generator stands for many phones
  process.env.QINGTU_DATA = folder;
  process.env.PORT = '0';
  process.env.CALLS_PER_SECOND = '1000000';
  const running = await findOrStart();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void running.stop().finally(() => end(130)));
  }
  const parts = [`# Measured ${new Date().toISOString().slice(0, 16)}Z\n\n${machine()}`];
  console.log(parts[0]);
  try {
    for (const letter of only) {
      const text = await SECTIONS[letter](running, values.quick ?? false);
      console.log(`\n${text}`);
      parts.push(text);
    }
  } finally {
    await running.stop();
  }
  if (values.write) fs.writeFileSync(path.join(ROOT, 'tests/bench/RESULTS.md'), `${parts.join('\n\n')}\n`);
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error);
  code = 1;
}
end(code);

function end(status: number): never {
  fs.rmSync(folder, { recursive: true, force: true });
  process.exit(status);
}
