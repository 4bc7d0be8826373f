import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';

/** What the process that holds a data folder tells others about itself. */
export interface Holder {
  pid: number;
  /** where the product answers, once it does */
  address?: string;
  /** true: it is about to let go */
  stopping?: boolean;
}

export interface Lock {
  /** Tells later askers the product's address. */
  announce(address: string): void;
  /** Tells later askers that it is worth waiting. */
  announceStop(): void;
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process, or says who has it.
 * An abstract socket is the lock: the kernel frees it with the process, also after kill -9, and no file can go stale.
 */
export async function takeLock(home: string): Promise<{ lock: Lock } | { holder: Holder }> {
  const path = socketOf(home);
  const self: Holder = { pid: process.pid };
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.end(JSON.stringify(self));
  });
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen({ path }, () => resolve(true));
  });
  if (!taken) {
    const holder = await askHolder(home);
    // Gone between the two questions: its turn is over.
    return holder ? { holder } : takeLock(home);
  }
  server.unref();
  return {
    lock: {
      announce: (address) => {
        self.address = address;
      },
      announceStop: () => {
        self.stopping = true;
      },
      release: () => new Promise((resolve) => server.close(() => resolve())),
    },
  };
}

/** Asks who holds a data folder; null when nobody does. */
export async function askHolder(home: string): Promise<Holder | null> {
  if (!fs.existsSync(home)) return null;
  return await new Promise((resolve) => {
    let text = '';
    const socket = net.connect({ path: socketOf(home) });
    socket.setTimeout(2000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text ? (JSON.parse(text) as Holder) : null));
  });
}

function socketOf(home: string): string {
  const hash = createHash('sha256').update(fs.realpathSync(home)).digest('hex').slice(0, 24);
  return `\0qingtu-${hash}`;
}
