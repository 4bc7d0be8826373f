import { IncomingMessage, type OutgoingHttpHeader, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What `astro build` exports from `server/entry.mjs` with the adapter in middleware mode. */
export type Handler = (
  req: IncomingMessage,
  res: ServerResponse,
  next?: (error?: unknown) => void,
  locals?: Record<string, unknown>,
) => unknown;

export interface Rendered {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}
export interface PageRequest {
  /** path and query */
  url: string;
  headers?: Record<string, string>;
  locals?: Record<string, unknown>;
}
export type Render = (page: PageRequest) => Promise<Rendered>;

const RENDER_MS = 20_000;

/** Loads the built site. Rejects when there is none. */
export async function loadSite(dist: string): Promise<Handler> {
  const entry: { handler?: unknown } = await import(pathToFileURL(join(dist, 'server/entry.mjs')).href);
  if (typeof entry.handler !== 'function') throw new Error('server/entry.mjs exports no handler');
  return entry.handler as Handler;
}

/**
 * Renders a page to the end, for nobody in particular: the request is made here and holds the public address of the
 * site, the path, and only what `headers` names. A visitor's cookies, languages and host cannot get into a page that
 * is kept for all, and a visitor who goes away does not stop it for the others.
 */
export function renderer(handler: Handler, siteUrl: string): Render {
  const site = new URL(siteUrl);
  return ({ url, headers = {}, locals }) =>
    new Promise((resolve, reject) => {
      const socket = new Socket();
      if (site.protocol === 'https:') Object.assign(socket, { encrypted: true });
      const req = new IncomingMessage(socket);
      req.method = 'GET';
      req.url = url;
      req.headers = { host: site.host, ...headers };
      req.push(null);
      const res = new Captured(req, (rendered) => {
        clearTimeout(timer);
        socket.destroy();
        resolve(rendered);
      });
      const fail = (error: unknown) => {
        clearTimeout(timer);
        socket.destroy();
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const timer = setTimeout(() => fail(new Error('rendering took too long')), RENDER_MS);
      res.broken = fail;
      const next = (error?: unknown) => (error ? fail(error) : res.writeHead(404).end());
      Promise.resolve(handler(req, res, next, locals)).catch(fail);
    });
}

/** A response that is collected instead of sent. */
class Captured extends ServerResponse {
  readonly #chunks: Buffer[] = [];
  readonly #done: (rendered: Rendered) => void;
  /** called when the page breaks off in the middle of its stream */
  broken: (error: unknown) => void = () => {};

  constructor(req: IncomingMessage, done: (rendered: Rendered) => void) {
    super(req);
    this.#done = done;
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const given = rest.find((item) => typeof item === 'object' && item !== null) as
      | Record<string, OutgoingHttpHeader>
      | undefined;
    for (const [name, value] of Object.entries(given ?? {})) if (value !== undefined) this.setHeader(name, value);
    return this;
  }

  override write(chunk: unknown, ...rest: unknown[]): boolean {
    this.#chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : Buffer.from(chunk as Uint8Array));
    (rest.find((item) => typeof item === 'function') as (() => void) | undefined)?.();
    return true;
  }

  override destroy(error?: Error): this {
    this.broken(error ?? new Error('the page broke off'));
    return this;
  }

  override end(...args: unknown[]): this {
    const [chunk] = args;
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
    const headers: Rendered['headers'] = {};
    for (const [name, value] of Object.entries(this.getHeaders())) {
      if (value !== undefined) headers[name] = Array.isArray(value) ? value : String(value);
    }
    this.#done({ status: this.statusCode, headers, body: Buffer.concat(this.#chunks) });
    this.emit('finish');
    this.emit('close');
    return this;
  }
}
