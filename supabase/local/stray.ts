import fs from 'node:fs';
import path from 'node:path';
import { sleep } from './ports.ts';

/** Above the largest process id that Linux can give. */
const NO_SUCH_PID = 4_194_305;

/**
 * Ends a Postgres that an earlier, killed process left on this data folder: fast shutdown, then immediate.
 * postmaster.pid is never deleted here. If its number now belongs to some other program (a restarted container
 * counts from one again) the number alone is made impossible, and Postgres judges the rest of the file itself.
 */
export async function stopStrayPostgres(pgData: string): Promise<void> {
  const pidFile = path.join(pgData, 'postmaster.pid');
  if (!fs.existsSync(pidFile)) return;
  const text = fs.readFileSync(pidFile, 'utf8');
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0) || !isAlive(pid)) return;
  const program = programOf(pid);
  if (program && program.name !== 'postgres') {
    fs.writeFileSync(pidFile, text.replace(/^\d+/, String(NO_SUCH_PID)));
    return;
  }
  if (program?.cwd !== fs.realpathSync(pgData)) return;
  await endProcess(pid, ['SIGINT', 'SIGQUIT'], 5000);
}

/** Ends the PostgREST whose pid an earlier process noted, if that pid still is a PostgREST. */
export async function stopStrayPostgrest(pidFile: string): Promise<void> {
  if (!fs.existsSync(pidFile)) return;
  const pid = Number.parseInt(fs.readFileSync(pidFile, 'utf8'), 10);
  if (pid > 0 && programOf(pid)?.name === 'postgrest') await endProcess(pid, ['SIGINT', 'SIGKILL'], 1500);
  fs.rmSync(pidFile, { force: true });
}

/** Signals in turn, each given `patience` ms, until no process has the pid. */
export async function endProcess(pid: number, signals: NodeJS.Signals[], patience: number): Promise<boolean> {
  for (const signal of signals) {
    if (!isAlive(pid)) return true;
    process.kill(pid, signal);
    for (let waited = 0; waited < patience && isAlive(pid); waited += 25) await sleep(25);
  }
  return !isAlive(pid);
}

/** A zombie counts as dead: nothing of it holds a file or a port any more. */
export function isAlive(pid: number): boolean {
  try {
    const state = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^\d+ \(.*\) Z/s.test(state);
  } catch {
    return false;
  }
}

function programOf(pid: number): { name: string; cwd: string } | null {
  try {
    const name = path.basename(fs.readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
    return { name, cwd: fs.readlinkSync(`/proc/${pid}/cwd`) };
  } catch {
    return null;
  }
}
