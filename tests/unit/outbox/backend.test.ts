import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { unwrap } from '../../../src/backend/http.ts';
import { serverRpc } from '../../../src/backend/server.ts';

let url: string;
let asked: { url: string | undefined; headers: IncomingMessage['headers']; body: string };
let answer = { status: 200, body: '{"revision":1}' };
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (part) => {
    body += part;
  });
  request.on('end', () => {
    asked = { url: request.url, headers: request.headers, body };
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => vi.unstubAllEnvs());

describe('a call from the site', () => {
  it('asks for a function of schema api with the anonymous key and nobody else', async () => {
    vi.stubEnv('SUPABASE_REST_URL', '');
    vi.stubEnv('SUPABASE_URL', url);
    delete process.env.SUPABASE_REST_URL;
    vi.stubEnv('SUPABASE_ANON_KEY', 'a.b.c');
    expect(await serverRpc('quiz', { slug: 'daily', locale: 'en' })).toEqual({ revision: 1 });
    expect(asked).toMatchObject({
      url: '/rest/v1/rpc/quiz',
      body: '{"slug":"daily","locale":"en"}',
      headers: { apikey: 'a.b.c', authorization: 'Bearer a.b.c', 'content-profile': 'api' },
    });
  });

  it('prefers PostgREST itself, and sends a new-style key only as a key', async () => {
    vi.stubEnv('SUPABASE_REST_URL', `${url}/`);
    vi.stubEnv('SUPABASE_URL', 'http://127.0.0.1:1');
    vi.stubEnv('SUPABASE_ANON_KEY', 'sb_publishable_x');
    await serverRpc('content_state');
    expect(asked.url).toBe('/rpc/content_state');
    expect(asked.headers).toMatchObject({ apikey: 'sb_publishable_x' });
    expect(asked.headers.authorization).toBeUndefined();
  });

  it('says offline when nobody answers', async () => {
    vi.stubEnv('SUPABASE_REST_URL', 'http://127.0.0.1:1');
    vi.stubEnv('SUPABASE_ANON_KEY', 'a.b.c');
    await expect(serverRpc('quiz')).rejects.toMatchObject({ code: 'offline', status: 0 });
  });

  it.each([
    [409, { code: 'PT409', message: 'not_open' }, 'not_open'],
    [409, { code: 'PT409', message: 'no_tries_left' }, 'no_tries_left'],
    [404, { code: 'PT404', message: 'not_found' }, 'not_found'],
    [404, { code: 'PGRST202', message: 'Could not find the function' }, 'offline'],
    [401, { code: 'PGRST301', message: 'JWT expired' }, 'no_session'],
    [429, { message: 'slow down' }, 'too_many'],
    [400, { code: '22P02', message: 'invalid input' }, 'unexpected'],
    [409, { message: 'not_found' }, 'unexpected'],
    [500, { message: 'x' }, 'offline'],
    [503, undefined, 'offline'],
    [200, undefined, 'offline'],
  ])('reads %i %j as %s', (status, body, code) => {
    expect(() => unwrap({ status, body })).toThrow(expect.objectContaining({ code, status }));
  });

  it('hands on null as a result', () => {
    answer = { status: 200, body: 'null' };
    expect(unwrap({ status: 200, body: null })).toBeNull();
  });
});
