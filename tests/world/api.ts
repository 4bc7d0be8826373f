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
  const ask = async (caller: Caller, path: string, init: RequestInit = {}): Promise<Reply> => {
    const token = tokenOf(caller, secrets.jwtSecret);
    const headers = new Headers(init.headers);
    if (token) headers.set('authorization', `Bearer ${token}`);
    const response = await fetch(`${api.restUrl}${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, text, headers: response.headers, json: parsed(text) };
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
    stop: api.stop,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
