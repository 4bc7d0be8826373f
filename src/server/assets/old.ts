import { copyFile, mkdir, readdir, stat, unlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A page opened before a deploy asks for its chunks long after: they stay this long after their last day in a build. */
const KEPT_DAYS = 60;
const DAY_MS = 86_400_000;

/** Paths of all files below a folder, relative, with slashes; empty when the folder does not exist. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}

/**
 * Copies the current build's hashed files beside those of earlier builds and marks them as in use today; removes what
 * was last in use {@link KEPT_DAYS} days ago. Names carry a hash of their content, so a copy is never overwritten.
 */
export async function keepHashed(current: string, kept: string, now: number = Date.now()): Promise<void> {
  await mkdir(kept, { recursive: true });
  const have = new Set(await filesBelow(kept));
  const today = new Date(now);
  const live = new Set(await filesBelow(current));
  for (const name of live) {
    const target = join(kept, name);
    if (!have.has(name)) {
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(current, name), target);
    }
    await utimes(target, today, today);
  }
  for (const name of have) {
    if (live.has(name)) continue;
    const file = join(kept, name);
    if (now - (await stat(file)).mtimeMs > KEPT_DAYS * DAY_MS) await unlink(file);
  }
}
