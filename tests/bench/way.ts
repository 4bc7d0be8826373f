/** The way from the phone to the front: real packets through a network namespace, or the link in user space. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { type Front, openFront } from './front.ts';
import { openLink } from './link.ts';

export const RTT = 400;
export const BITS_PER_SECOND = 400_000;
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

export interface Way {
  /** said beside the figures */
  name: string;
  origin: string;
  chromium: string;
  front: Front;
  /** bytes that came down since `reset` */
  bytes(): number;
  reset(): void;
  slow(on: boolean): void;
  cut(off: boolean): void;
  close(): void;
}

export async function openWay(product: string, files: Map<string, Buffer>, folder: string): Promise<Way> {
  return (await namespaceWay(product, files, folder)) ?? (await userSpaceWay(product, files, folder));
}

async function userSpaceWay(product: string, files: Map<string, Buffer>, folder: string): Promise<Way> {
  const front = await openFront(product, files, folder);
  const link = await openLink(front.port, RTT, BITS_PER_SECOND);
  return {
    name: `a link in user space (no netem here): ${RTT} ms round trip, ${BITS_PER_SECOND / 1000} kbit/s, slow start from ten segments; TLS 1.3, HTTP/2`,
    origin: `https://127.0.0.1:${link.port}`,
    chromium: CHROMIUM,
    front,
    bytes: link.bytes,
    reset: () => {
      link.reset();
      front.reset();
    },
    slow: (on) => {
      link.slow = on;
    },
    cut: link.cut,
    close: () => {
      link.close();
      front.close();
    },
  };
}

/** As root on a kernel with netem: a namespace of its own, one veth pair, delay and rate on both ends. Else null. */
async function namespaceWay(product: string, files: Map<string, Buffer>, folder: string): Promise<Way | null> {
  if (process.getuid?.() !== 0) return null;
  const id = `qtb${process.pid % 10_000}`;
  const run = (line: string) => execFileSync('/bin/sh', ['-c', line], { stdio: 'ignore' });
  const inside = `ip netns exec ${id}`;
  const shape = (verb: string) => {
    const netem = `root netem delay ${RTT / 2}ms rate ${BITS_PER_SECOND / 1000}kbit limit 1000`;
    run(`tc qdisc ${verb} dev ${id}a ${netem}; ${inside} tc qdisc ${verb} dev ${id}b ${netem}`);
  };
  const clear = () => run(`ip netns del ${id} 2>/dev/null; ip link del ${id}a 2>/dev/null; true`);
  try {
    run(`set -e; ip netns add ${id}; ip link add ${id}a type veth peer name ${id}b netns ${id}
      ip addr add 10.213.77.1/30 dev ${id}a; ip link set ${id}a up
      ${inside} ip addr add 10.213.77.2/30 dev ${id}b; ${inside} ip link set ${id}b up; ${inside} ip link set lo up`);
    shape('add');
  } catch {
    clear();
    return null;
  }
  const front = await openFront(product, files, folder, '10.213.77.1');
  const chromium = path.join(folder, 'chromium-inside');
  fs.writeFileSync(chromium, `#!/bin/sh\nexec ${inside} ${CHROMIUM} "$@"\n`, { mode: 0o755 });
  const sent = () => Number(fs.readFileSync(`/sys/class/net/${id}a/statistics/tx_bytes`, 'utf8'));
  let from = sent();
  return {
    name: `real packets through a network namespace: netem ${RTT / 2} ms each way, ${BITS_PER_SECOND / 1000} kbit/s; TLS 1.3, HTTP/2`,
    origin: `https://10.213.77.1:${front.port}`,
    chromium,
    front,
    bytes: () => sent() - from,
    reset: () => {
      from = sent();
      front.reset();
    },
    slow: (on) =>
      on ? shape('add') : run(`tc qdisc del dev ${id}a root; ${inside} tc qdisc del dev ${id}b root; true`),
    // the phone's own end: it then knows at once that there is no network
    cut: (off) => run(`${inside} ip link set ${id}b ${off ? 'down' : 'up'}`),
    close: () => {
      front.close();
      clear();
    },
  };
}
