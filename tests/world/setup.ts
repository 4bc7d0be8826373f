import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startCluster } from './cluster.ts';

/**
 * Vitest's global set-up: one cluster for the whole run, started when the first test file asks for it, so that a run
 * without a database pays nothing. Files find it by QINGTU_WORLD.
 */
export default async function setup(): Promise<() => Promise<void>> {
  let cluster: ReturnType<typeof startCluster> | undefined;
  const server = createServer((_, response) => {
    cluster ??= startCluster();
    cluster.then(
      ({ folder, port }) => response.end(JSON.stringify({ folder, port })),
      (error: Error) => response.writeHead(500).end(String(error.stack)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.env.QINGTU_WORLD = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return async () => {
    server.close();
    server.closeAllConnections();
    await (await cluster?.catch(() => undefined))?.stop();
  };
}
