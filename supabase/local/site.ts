import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { takeLock } from './lock.ts';
import { CannotStart, ROOT } from './place.ts';
import { sleep } from './ports.ts';

const SOURCES = ['src', 'public', 'astro.config.mjs', 'tsconfig.json', 'package-lock.json'];
const STAMP = path.join(ROOT, 'dist/.stamp');

/** Builds the site unless `dist` was built from exactly these sources. Two processes do not build at once. */
export async function ensureBuilt(): Promise<void> {
  const hash = hashSources();
  while (readStamp() !== hash) {
    const taken = await takeLock(path.join(ROOT, 'src'));
    if ('holder' in taken) {
      await sleep(500);
      continue;
    }
    try {
      if (readStamp() !== hash) await build(hash);
    } finally {
      await taken.lock.release();
    }
  }
}

async function build(hash: string): Promise<void> {
  console.log('Building the site …');
  fs.rmSync(STAMP, { force: true });
  const astro = path.join(ROOT, 'node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, [astro, 'build'], {
    cwd: ROOT,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) {
    console.error(said.slice(-4000));
    throw new CannotStart('The site does not build: see above.');
  }
  fs.writeFileSync(STAMP, hash);
}

function readStamp(): string {
  return fs.existsSync(STAMP) ? fs.readFileSync(STAMP, 'utf8') : '';
}

/** Hash over names and contents of everything the build reads. */
export function hashSources(): string {
  const hash = createHash('sha256');
  const walk = (at: string) => {
    const stat = fs.statSync(at, { throwIfNoEntry: false });
    if (stat?.isDirectory()) for (const name of fs.readdirSync(at).sort()) walk(path.join(at, name));
    else if (stat?.isFile()) hash.update(`${path.relative(ROOT, at)}\0`).update(fs.readFileSync(at));
  };
  for (const source of SOURCES) walk(path.join(ROOT, source));
  return hash.update(process.env.SITE_URL ?? '').digest('hex');
}
