import net from 'node:net';

export interface Line {
  /** address under which the product is reached through this line */
  url: string;
  /** cuts every connection and takes no new one, service workers' included (`setOffline` misses those) */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** A line to the product that can be cut. */
export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target);
  const open = new Set<net.Socket>();
  let whole = true;
  const server = net.createServer((phone) => {
    if (!whole) return void phone.destroy();
    const product = net.connect(Number(port), hostname);
    for (const [socket, other] of [
      [phone, product],
      [product, phone],
    ] as const) {
      open.add(socket);
      socket.pipe(other);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    whole = false;
    for (const socket of open) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`,
    cut,
    mend() {
      whole = true;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
