import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Stack, type StackOptions, startStack } from './stack.ts';

/** Runs `work` on a cluster of its own that leaves nothing behind; by default Postgres alone, with all migrations. */
export async function withTemporaryStack<T>(
  work: (stack: Stack) => Promise<T>,
  options: StackOptions = {},
): Promise<T> {
  const data = temporaryFolder();
  try {
    const stack = await startStack({ data, fsync: false, api: false, ...options });
    try {
      return await work(stack);
    } finally {
      await stack.stop();
    }
  } finally {
    fs.rmSync(data, { recursive: true, force: true });
  }
}

/** A folder for a short-lived cluster that also `nobody` can walk to. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'qingtu-'));
  fs.chmodSync(folder, 0o711);
  return folder;
}
