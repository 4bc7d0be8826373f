import { describe, expect, it } from 'vitest';
import { PROTOCOL } from '../../../src/contract/records.ts';
import { answer, createServer, type Hook, type Loose, movableClock, openPhone, states } from './fake.ts';

const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  () =>
    new Response(typeof body === 'string' ? body : JSON.stringify(body), {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    });
const html =
  (status: number, headers = {}) =>
  () =>
    new Response('<!doctype html><title>校园网认证</title>', {
      status,
      headers: { 'content-type': 'text/html', ...headers },
    });
const pg = (code: string, message = 'x') => ({ code, details: null, hint: null, message });

/** A reply that would be right, spoilt by `spoil`. */
const spoilt =
  (spoil: (reply: Loose, batch: string[]) => unknown): Hook =>
  ({ body }) => {
    const reply = {
      protocol: PROTOCOL,
      epoch: 'epoch-1',
      server_now: new Date().toISOString(),
      verdicts: body.batch.map((text: string) => ({ id: JSON.parse(text).id, verdict: 'accepted' })),
    };
    return json(spoil(reply, body.batch))();
  };
const cut = (share: number) => spoilt((reply) => JSON.stringify(reply).slice(0, JSON.stringify(reply).length * share));

const HOSTILE: Record<string, Hook> = {
  'a reset connection': () => Promise.reject(new TypeError('fetch failed')),
  'an aborted body': () =>
    new Response(
      new ReadableStream({
        start(c) {
          c.enqueue(new TextEncoder().encode('{"protocol":1,"ep'));
          c.error(new TypeError('terminated'));
        },
      }),
    ),
  'an empty 200': json(''),
  'a 200 null': json(null),
  'a 200 true': json(true),
  'a 200 empty array': json([]),
  'a 200 empty object': json({}),
  'a 204': () => new Response(null, { status: 204 }),
  'a 201 with a right reply': (request) => {
    const right = spoilt((reply) => reply)(request) as Response;
    return new Response(right.body, { status: 201 });
  },
  'a 206 with a right reply': (request) =>
    new Response((spoilt((reply) => reply)(request) as Response).body, { status: 206 }),
  'a captive portal with 200': html(200),
  'a captive portal with 200 that says JSON': json('<html>login</html>'),
  'a captive portal with 302': html(302, { location: 'http://portal/' }),
  'a captive portal with 511': html(511),
  'a login form in JSON': json({ code: 0, msg: 'ok', data: {} }),
  'a reply cut in half': cut(0.5),
  'a reply without its last brace': cut(0.99),
  'too few verdicts': spoilt((reply) => ({ ...reply, verdicts: reply.verdicts.slice(1) })),
  'too many verdicts': spoilt((reply) => ({ ...reply, verdicts: [...reply.verdicts, ...reply.verdicts] })),
  'no verdicts': spoilt(({ verdicts: _, ...reply }) => reply),
  'verdicts that are an object': spoilt((reply) => ({ ...reply, verdicts: { ...reply.verdicts, length: 3 } })),
  'null verdicts': spoilt((reply) => ({ ...reply, verdicts: reply.verdicts.map(() => null) })),
  'ids in another order': spoilt((reply) => ({ ...reply, verdicts: reply.verdicts.reverse() })),
  "somebody else's ids": spoilt((reply) => ({
    ...reply,
    verdicts: reply.verdicts.map((v: object) => ({ ...v, id: crypto.randomUUID() })),
  })),
  'no ids': spoilt((reply) => ({ ...reply, verdicts: reply.verdicts.map(() => ({ verdict: 'accepted' })) })),
  'null ids that are accepted': spoilt((reply) => ({
    ...reply,
    verdicts: reply.verdicts.map(() => ({ id: null, verdict: 'accepted' })),
  })),
  'an unknown verdict': spoilt((reply) => ({
    ...reply,
    verdicts: reply.verdicts.map((v: object) => ({ ...v, verdict: 'ok' })),
  })),
  'a verdict of true': spoilt((reply) => ({
    ...reply,
    verdicts: reply.verdicts.map((v: object) => ({ ...v, verdict: true })),
  })),
  'one bad verdict among good ones': spoilt((reply) => {
    reply.verdicts[1].verdict = '';
    return reply;
  }),
  'another protocol': spoilt((reply) => ({ ...reply, protocol: PROTOCOL + 1 })),
  'the protocol as text': spoilt((reply) => ({ ...reply, protocol: String(PROTOCOL) })),
  'no epoch': spoilt(({ epoch: _, ...reply }) => reply),
  'a clock that is none': spoilt((reply) => ({ ...reply, server_now: 'soon' })),
  'a right reply inside an array': spoilt((reply) => [reply]),
  'a right reply with 500': (request) =>
    new Response((spoilt((reply) => reply)(request) as Response).body, { status: 500 }),
  'the 400 of a crashing Postgres': json({ code: '', details: null, hint: null, message: '' }, 400),
  'a 400 of a proxy': html(400),
  'a 401 without a word': json('', 401),
  'a 401 for an expired token': json(pg('PGRST301', 'JWT expired'), 401),
  'a 402 of a paused project': json({ message: 'paused' }, 402),
  'a 403': json(pg('42501', 'permission denied'), 403),
  'a 403 of a firewall': html(403),
  'the 404 of a stale schema cache': json(pg('PGRST202'), 404),
  'a 404 page': html(404),
  'a 405': json(pg('25006'), 405),
  'a 408': html(408),
  'a 409': json(pg('PT409', 'not_open'), 409),
  'a 410': html(410),
  'a 413': html(413),
  'a 415': html(415),
  'a 422': json(pg('PT422', 'bad_argument'), 422),
  'a 426': json(pg('PT426', 'upgrade_required'), 426),
  'a 429': json(pg('PT429', 'too_many'), 429),
  'a 429 with Retry-After in seconds': json('', 429, { 'retry-after': '30' }),
  'a 429 with Retry-After as a date': json('', 429, { 'retry-after': new Date(Date.now() + 40_000).toUTCString() }),
  'a 429 with Retry-After of years': json('', 429, { 'retry-after': '999999999' }),
  'a 429 with Retry-After of nonsense': json('', 429, { 'retry-after': '-7 soon' }),
  'a 500': json(pg('XX000'), 500),
  'a 502': html(502),
  'a 503 with Retry-After': html(503, { 'retry-after': '5' }),
  'a 504': json(pg('PGRST003'), 504),
  'a 520': html(520),
};

describe(`${Object.keys(HOSTILE).length} hostile answers`, () => {
  it.each(Object.entries(HOSTILE))('%s acknowledges nothing, and the queue drains when it is over', async (_, hook) => {
    const server = createServer();
    const clock = movableClock();
    const phone = openPhone(server.fetch, { clock });
    for (let i = 0; i < 3; i++) await phone.quiet(answer);
    server.state.before = (request) => (request.path.endsWith('participation') ? hook(request) : undefined);
    for (let i = 0; i < 4; i++) await phone.outbox.flush({ eager: true });
    expect(await states(phone)).toEqual(['queued', 'queued', 'queued']);
    expect(phone.outbox.status()).toMatchObject({ waiting: 3, delivered: 0, flushing: false });
    expect(phone.outbox.status().lastError).not.toBeNull();
    expect(server.state.ledger.size).toBe(0);

    server.state.before = undefined;
    clock.by(3_600_001);
    await phone.outbox.flush({ eager: true });
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, delivered: 3, lastError: null });
    expect(server.state.ledger.size).toBe(3);
    phone.outbox.stop();
  });

  it('drains by itself within ten seconds of the recovery', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    server.state.before = (request) => (request.path.endsWith('participation') ? html(502)() : undefined);
    await phone.note(answer);
    await expect.poll(() => server.submits().length, { timeout: 10_000 }).toBeGreaterThan(2);
    server.state.before = undefined;
    await expect.poll(() => phone.outbox.status().waiting, { timeout: 10_000 }).toBe(0);
    phone.outbox.stop();
  });

  it('keeps to its pauses and its budget while the server is down', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch, { pace: { base: 50, cap: 200, budget: 6 } });
    server.state.before = (request) => (request.path.endsWith('participation') ? html(503)() : undefined);
    await phone.note(answer);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(server.submits().length).toBeLessThanOrEqual(6);
    for (let i = 0; i < 5; i++) await phone.outbox.flush({ eager: true });
    expect(server.submits().length).toBeLessThanOrEqual(6);
    phone.outbox.stop();
  });

  it("is not talked out of the server's pause by the person", async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    server.state.before = (request) =>
      request.path.endsWith('participation') ? json('', 429, { 'retry-after': '30' })() : undefined;
    await phone.quiet(answer);
    for (let i = 0; i < 5; i++) await phone.outbox.flush({ eager: true });
    expect(server.submits()).toHaveLength(1);
    phone.outbox.stop();
  });
});
