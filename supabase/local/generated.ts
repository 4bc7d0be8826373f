import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './place.ts';

/**
 * Writes a generated file, or with `--check` says whether the committed one is what would be written.
 * Ends the process with 1 when it is not.
 */
export function writeOrCheck(file: string, text: string, command: string): void {
  const target = path.join(ROOT, file);
  const before = fs.existsSync(target) ? fs.readFileSync(target, 'utf8') : '';
  if (!process.argv.includes('--check')) {
    fs.writeFileSync(target, text);
    console.log(`${file}: ${before === text ? 'unchanged' : 'written'}`);
    return;
  }
  if (before === text) {
    console.log(`${file} is up to date`);
    return;
  }
  const [old, fresh] = [new Set(before.split('\n')), new Set(text.split('\n'))];
  for (const line of [...fresh].filter((l) => !old.has(l)).slice(0, 10)) console.error(`+ ${line}`);
  for (const line of [...old].filter((l) => !fresh.has(l)).slice(0, 10)) console.error(`- ${line}`);
  console.error(`${file} is not what the migrations make: ${command}`);
  process.exitCode = 1;
}
