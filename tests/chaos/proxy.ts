/**
 * The network between phones and city as it is on a bad day: an HTTP proxy that loses, repeats, delays, cuts and replaces
 * what passes through it.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Chance of each fault per request, 0–1. */
export interface Faults {
  /** the request never arrives */
  dropRequest: number;
  /** it arrives and is answered; the answer is lost */
  dropResponse: number;
  /** it arrives twice at the same time */
  duplicate: number;
  /** it is held back at random, so that later ones overtake it */
  reorder: number;
  /** the answer ends in the middle: by a closed connection, or as if it were complete */
  truncate: number;
  /** a login page answers with 200 in the city's place */
  portal: number;
}

export const CALM_NETWORK: Faults = {
  dropRequest: 0,
  dropResponse: 0,
  duplicate: 0,
  reorder: 0,
  truncate: 0,
  portal: 0,
};

interface Answer {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

export interface Network {
  url: string;
  /** how often each fault was played, and how many requests came */
  played: Record<keyof Faults | 'requests', number>;
  faults: Faults;
  close(): Promise<void>;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts the proxy. `routes` maps the first part of a path to the address that serves it, which is then cut off. */
export async function startProxy(
  routes: Record<string, string>,
  faults: Faults,
  random: () => number,
): Promise<Network> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const played = { requests: 0, dropRequest: 0, dropResponse: 0, duplicate: 0, reorder: 0, truncate: 0, portal: 0 };
  const proxy = { played, faults } as Network;
  const happens = (fault: keyof Faults) => {
    const yes = random() < proxy.faults[fault];
    if (yes) played[fault]++;
    return yes;
  };

  const pass = (request: http.IncomingMessage, body: Buffer): Promise<Answer> => {
    const prefix = Object.keys(routes).find((start) => request.url?.startsWith(start)) ?? '';
    const target = new URL(routes[prefix] + (request.url ?? '').slice(prefix.length));
    return new Promise((resolve, reject) => {
      const { host: _, connection: __, ...headers } = request.headers;
      const onward = http.request(target, { method: request.method, headers, agent }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(parts) }),
        );
      });
      onward.on('error', reject);
      onward.end(body);
    });
  };

  const handle = async (request: http.IncomingMessage, response: http.ServerResponse, body: Buffer) => {
    played.requests++;
    if (happens('portal')) {
      response.writeHead(200, { 'content-type': 'text/html' });
      return response.end('<!doctype html><title>Wi-Fi</title><form>');
    }
    if (happens('dropRequest')) return request.socket.destroy();
    if (happens('reorder')) await sleep(random() * 300);
    if (happens('duplicate')) void pass(request, body).catch(() => {});
    const { status, headers, body: text } = await pass(request, body);
    if (happens('dropResponse')) return request.socket.destroy();
    const { 'transfer-encoding': _, connection: __, ...kept } = headers;
    if (text.length > 1 && happens('truncate')) {
      const half = text.subarray(0, 1 + Math.floor(random() * (text.length - 1)));
      if (random() < 0.5) {
        response.writeHead(status, { ...kept, 'content-length': half.length });
        return response.end(half);
      }
      response.writeHead(status, { ...kept, 'content-length': text.length });
      return response.write(half, () => request.socket.destroy());
    }
    response.writeHead(status, { ...kept, 'content-length': text.length });
    return response.end(text);
  };

  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('error', () => {});
    request.on('end', () => {
      handle(request, response, Buffer.concat(parts)).catch(() => {
        // the city is down: a gateway would say so
        if (response.headersSent) request.socket.destroy();
        else response.writeHead(502).end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy.close = async () => {
    agent.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return proxy;
}
