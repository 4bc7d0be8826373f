// `node supabase/local/bootstrap.mjs <task> [arguments]`: runs a TypeScript file of this repository on a machine
// that has nothing but Node >= 20 and npm. Installs the locked packages when they are missing or differ from the
// lock file, then hands over to the Node 24 that is one of them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const MODULES = path.join(ROOT, 'node_modules');
const STAMP = path.join(MODULES, '.qingtu-lock');
const TASKS = { start: 'supabase/local/start.ts', dev: 'supabase/local/dev.ts', test: 'tests/run.ts' };

const [task = 'start', ...rest] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Qingtu needs Node 20 or newer, this is ${process.version}.`);
if (!isInstalled()) await underInstallLock(install);
handOver(findNode(), path.resolve(ROOT, TASKS[task] ?? task), rest);

function isInstalled() {
  const lockText = fs.readFileSync(path.join(ROOT, 'package-lock.json'));
  const hash = createHash('sha256').update(lockText).digest('hex');
  if (readText(STAMP) === hash) return true;
  const hidden = readText(path.join(MODULES, '.package-lock.json'));
  if (!hidden || !agree(JSON.parse(lockText.toString()).packages, JSON.parse(hidden).packages)) return false;
  fs.writeFileSync(STAMP, hash);
  return true;
}

/** What is installed is what the lock names; packages for other platforms may be absent. */
function agree(wanted, found) {
  return Object.entries(wanted).every(
    ([name, { version, optional, devOptional, peer, link }]) =>
      name === '' || link || (found[name] ? found[name].version === version : optional || devOptional || peer),
  );
}

async function underInstallLock(work) {
  const lock = path.join(os.tmpdir(), `qingtu-install-${createHash('sha256').update(ROOT).digest('hex').slice(0, 16)}`);
  for (let waited = 0; ; waited++) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`Cannot write ${lock}: ${error.message}`);
      if (!isAlive(Number(readText(lock)))) fs.rmSync(lock, { force: true });
      else if (waited === 0) console.log('Another process is installing the packages; waiting for it.');
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
  const unlock = () => fs.rmSync(lock, { force: true });
  process.once('exit', unlock);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  if (!isInstalled()) work();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  unlock();
}

function install() {
  console.log('Installing packages (npm ci), once …');
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const run = spawnSync(npm[0], [...npm.slice(1), 'ci', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
    // Under `npm start` our own npm settings would be read as the child's.
    env: { ...process.env, npm_config_production: undefined, npm_config_omit: undefined },
  });
  if (run.status !== 0) {
    const said = `${run.stderr ?? ''}${run.error ?? ''}`
      .split('\n')
      .map((line) => line.replace(/^npm (error|ERR!) ?/, ''));
    const telling = said.filter((line) => line.trim() && !/complete log|^\s*at |debug-0/.test(line));
    fail(`npm ci failed: ${telling.slice(0, 3).join(' ').slice(0, 400) || `exit ${run.status ?? run.signal}`}`);
  }
  if (!isInstalled()) fail('npm ci ended well, but node_modules still differs from package-lock.json.');
}

function findNode() {
  const file = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const own = path.join(
    MODULES,
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    file,
  );
  if (fs.existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(`Qingtu needs Node 24 on ${process.platform} ${process.arch}; this is ${process.version}.`);
}

function handOver(node, file, args) {
  if (!fs.existsSync(file)) fail(`There is no ${path.relative(ROOT, file)}.`);
  const leash = pathToFileURL(path.join(ROOT, 'supabase/local/leash.mjs')).href;
  const env = { ...process.env, PATH: `${path.join(MODULES, '.bin')}${path.delimiter}${process.env.PATH}` };
  const child = spawn(node, ['--import', leash, file, ...args], {
    cwd: ROOT,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  child.on('error', (error) => fail(`Cannot run ${node}: ${error.message}`));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm killed with -9, or the shell between it and us, leaves us behind: nobody could stop the product any more.
  if (process.env.npm_lifecycle_event) {
    const launchers = ancestors();
    setInterval(() => ancestors() !== launchers && child.kill('SIGTERM'), 400).unref();
  }
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (os.constants.signals[signal] ?? 1)));
}

/** Our parent and its parent (npm runs scripts through a shell), as text to compare. */
function ancestors() {
  const ofParent = readText(`/proc/${process.ppid}/stat`).match(/^\d+ \(.*\) \S (\d+)/s)?.[1];
  return `${process.ppid} ${ofParent}`;
}

function readText(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return pid > 0;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function fail(line) {
  console.error(line);
  process.exit(1);
}
