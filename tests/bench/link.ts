/**
 * A slow phone's link in user space, for machines whose kernel has no netem: TCP through it keeps real handshakes, TLS and
 * HTTP/2 above, while the link adds what a radio network does: one round trip to connect, half of one each way, a rate
 * shared by all connections in each direction, and TCP's slow start (ten segments, doubling) on the way down.
 */
import net from 'node:net';

export interface Link {
  port: number;
  /** bytes that came down since the last `reset` */
  bytes(): number;
  reset(): void;
  /** false: as fast as the machine; then the network is there but not slow */
  slow: boolean;
  /** cuts every connection and refuses new ones, or lets them in again */
  cut(off: boolean): void;
  close(): void;
}

const SEGMENT = 1460;
const WINDOW = 10 * SEGMENT;

export async function openLink(target: number, rtt: number, bitsPerSecond: number): Promise<Link> {
  const bytesPerMs = bitsPerSecond / 8000;
  const free = { up: 0, down: 0 };
  const sockets = new Set<net.Socket>();
  let bytes = 0;
  let off = false;

  const server = net.createServer({ noDelay: true }, (phone) => {
    if (off) return void phone.destroy();
    const far = net.connect({ port: target, host: '127.0.0.1', noDelay: true });
    const opened = performance.now() + (link.slow ? rtt : 0);
    const waiting: Buffer[] = [];
    // timers may fire a little out of order, bytes may not
    const onTheWay = { up: [] as Buffer[], down: [] as Buffer[] };
    const arrive = (way: 'up' | 'down', to: net.Socket) => {
      const piece = onTheWay[way].shift();
      if (piece && to.writable) to.write(piece);
    };
    let inFlight = 0;
    let window = WINDOW;
    for (const [socket, other] of [
      [phone, far],
      [far, phone],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        setTimeout(() => other.destroy(), link.slow ? rtt * 3 : 0);
      });
    }
    /** When a piece arrives that is handed to the link now. */
    const arrival = (way: 'up' | 'down', size: number) => {
      free[way] = Math.max(free[way], performance.now(), opened) + size / bytesPerMs;
      return free[way] + rtt / 2 - performance.now();
    };
    phone.on('data', (chunk) => {
      if (!link.slow) return void far.write(chunk);
      onTheWay.up.push(chunk);
      setTimeout(() => arrive('up', far), arrival('up', chunk.length));
    });
    far.on('data', (chunk) => {
      bytes += chunk.length;
      if (!link.slow) return void phone.write(chunk);
      for (let at = 0; at < chunk.length; at += SEGMENT) waiting.push(chunk.subarray(at, at + SEGMENT));
      sendDown();
    });
    function sendDown() {
      while (waiting[0] && inFlight + waiting[0].length <= window) {
        const piece = waiting.shift()!;
        inFlight += piece.length;
        const after = arrival('down', piece.length);
        onTheWay.down.push(piece);
        setTimeout(() => arrive('down', phone), after);
        setTimeout(
          () => {
            inFlight -= piece.length;
            window += piece.length;
            sendDown();
          },
          after + rtt / 2,
        );
      }
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const link: Link = {
    port: (server.address() as net.AddressInfo).port,
    bytes: () => bytes,
    reset: () => {
      bytes = 0;
    },
    slow: true,
    cut: (now) => {
      off = now;
      if (now) for (const socket of sockets) socket.destroy();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return link;
}
