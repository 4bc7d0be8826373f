import http from 'node:http';
import { type Api, startApiOn } from '../../supabase/local/api.ts';
import { clusterPlace, type Database } from './database.ts';
import { type Caller, tokenOf } from './personas.ts';

export interface Reply {
  status: number;
  /** body, parsed where it is JSON */
  // biome-ignore lint/suspicious/noExplicitAny: replies of every shape are looked into
  json: any;
  text: string;
  headers: Headers;
}

export interface WorldApi {
  api: Api;
  /** POST of a function, as a browser behind the edge would send it */
  call(caller: Caller, fn: string, args?: object): Promise<Reply>;
  /** any request to PostgREST; `path` begins with a slash */
  ask(caller: Caller, path: string, init?: RequestInit): Promise<Reply>;
  stop(): Promise<void>;
}

/** Real PostgREST and auth on a database of the world. */
export async function startApi(db: Database): Promise<WorldApi> {
  const { place, port, secrets } = await clusterPlace();
  const api = await startApiOn(place, port, secrets, { database: db.name });
  // Thousands of requests are asked: node:http on kept connections costs a fifth of fetch.
  const agent = new http.Agent({ keepAlive: true });
  const ask = (caller: Caller, path: string, init: RequestInit = {}): Promise<Reply> => {
    const token = tokenOf(caller, secrets.jwtSecret);
    const headers: Record<string, string> = Object.fromEntries(new Headers(init.headers));
    if (token) headers.authorization = `Bearer ${token}`;
    const body = init.body ? String(init.body) : '';
    if (body) headers['content-length'] = String(Buffer.byteLength(body));
    return new Promise((resolve, reject) => {
      const request = http.request(
        `${api.restUrl}${path}`,
        { method: init.method ?? 'GET', headers, agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const got = new Headers();
            for (const [name, value] of Object.entries(response.headers))
              if (value !== undefined) got.set(name, String(value));
            resolve({ status: response.statusCode ?? 0, text, headers: got, json: parsed(text) });
          });
        },
      );
      request.on('error', reject);
      request.end(body);
    });
  };
  return {
    api,
    ask,
    call: (caller, fn, args = {}) =>
      ask(caller, `/rpc/${fn}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(args),
      }),
    stop: async () => {
      agent.destroy();
      await api.stop();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
