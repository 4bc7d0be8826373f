import { connect as tcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, type EdgeWorld, edgeWorld, post } from './edge-world.ts';

let world: EdgeWorld;
const rpc = '/rest/v1/rpc';

beforeAll(async () => {
  world = await edgeWorld();
  world.upstream.json(`${rpc}/quizzes`, []);
});
afterAll(() => world.close());

describe('bodies', () => {
  const MB = 1024 * 1024;

  it.each([1, 20, 100])('of %i MB announced are refused without being read', async (size) => {
    const before = world.upstream.seen.length;
    const got = await ask(world.edge, `${rpc}/record_participation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': String(size * MB) },
      send: (req) => {
        const chunk = Buffer.alloc(64 * 1024, 32);
        const more = () => {
          while (!req.destroyed && req.write(chunk));
          if (!req.destroyed) req.once('drain', more);
        };
        more();
      },
    });
    expect([got.status, got.json.code, got.headers.connection]).toEqual([413, 'body_too_large', 'close']);
    expect(got.ms).toBeLessThan(500);
    expect(world.upstream.seen.length).toBe(before);
  });

  it.each([1, 20, 100])('of %i MB in chunks are refused at the cap', async (size) => {
    const got = await ask(world.edge, `${rpc}/quizzes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
      send: (req) => {
        let left = size * MB;
        const chunk = Buffer.alloc(64 * 1024, 32);
        const more = () => {
          while (left > 0 && !req.destroyed) {
            left -= chunk.length;
            if (!req.write(chunk)) return void req.once('drain', more);
          }
          if (!req.destroyed) req.end();
        };
        more();
      },
    });
    expect([got.status, got.json.code]).toEqual([413, 'body_too_large']);
    expect(got.ms).toBeLessThan(500);
  });

  it('at the cap pass, one byte more does not', async () => {
    const fill = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    expect((await post(world.edge, `${rpc}/quizzes`, fill(262_144))).status).toBe(200);
    expect((await post(world.edge, `${rpc}/quizzes`, fill(262_145))).status).toBe(413);
  });

  it('that ask first are refused before they come', async () => {
    const { hostname, port } = new URL(world.edge.address);
    const answer = await new Promise<string>((resolve) => {
      const socket = tcp(Number(port), hostname, () =>
        socket.write(
          `POST ${rpc}/quizzes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999999\r\nExpect: 100-continue\r\n\r\n`,
        ),
      );
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('that never come leave others unharmed', async () => {
    const { hostname, port } = new URL(world.edge.address);
    const sockets = Array.from({ length: 50 }, () => {
      const socket = tcp(Number(port), hostname, () =>
        socket.write(
          `POST ${rpc}/quizzes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a"`,
        ),
      );
      return socket.on('error', () => {});
    });
    const got = await post(world.edge, `${rpc}/quizzes`, {});
    expect(got.status).toBe(200);
    expect(got.ms).toBeLessThan(500);
    for (const socket of sockets) socket.destroy();
  });
});
