import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../src/server/settings.ts';
import { type Running, start } from '../../src/server/start.ts';
import { type Stack, startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../../supabase/local/temporary.ts';
import { weekly } from '../fixtures/feed-events.ts';
import { type Instance, icalJs, otherParser } from '../fixtures/feed-readers.ts';
import type { Database } from '../world/database.ts';
import { eventBody, eventWords, weekly as everyWeek, momentOf, putEvent } from '../world/events.ts';
import { ask, smallSite } from './edge-world.ts';
import { type FakeUpstream, fakeUpstream } from './upstream.ts';

/** The site in small: it knows what calendars are called. */
const SITE = `
export function handler(req, res) {
  const url = new URL(req.url, 'http://x');
  const known = url.pathname.endsWith('/events/feed.json') && url.searchParams.get('district') !== '999999';
  res.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
  res.end(known ? JSON.stringify({ name: '清途', text: '活动', cancelled: '（已取消）{{title}}' }) : '');
}`;
const [FROM, TO] = ['2026-11-30T16:00:00Z', '2026-12-31T16:00:00Z'];
const text = (got: { body: Buffer }) => got.body.toString();
const lines = (feed: string) => feed.replaceAll('\r\n ', '').split('\r\n');
const value = (feed: string, name: string) => lines(feed).find((line) => line.startsWith(`${name}:`));
/** The dates of a feed, which both parsers must agree on. */
function dates(feed: string): Instance[] {
  const found = icalJs(feed, FROM, TO);
  expect(otherParser(feed, FROM, TO)).toEqual(found);
  return found;
}

async function edgeBefore(upstream: { rest: string; auth: string; anon: string; service: string }) {
  const folder = await smallSite();
  await writeFile(join(folder, 'dist/server/entry.mjs'), SITE);
  let clock = Date.now();
  const edge = await start(
    readSettings({
      HOST: '127.0.0.1',
      PORT: '0',
      SITE_URL: 'https://qingtu.example',
      SUPABASE_REST_URL: upstream.rest,
      SUPABASE_AUTH_URL: upstream.auth,
      SUPABASE_ANON_KEY: upstream.anon,
      SUPABASE_SERVICE_KEY: upstream.service,
      QINGTU_DIST: join(folder, 'dist'),
      QINGTU_DATA: join(folder, 'data'),
    }),
    // every look at the content's revision is a new one
    () => (clock += 1_001),
  );
  return { edge, close: () => edge.stop(100).then(() => rm(folder, { recursive: true, force: true })) };
}

describe('a feed of many events', () => {
  let upstream: FakeUpstream;
  let edge: Running;
  let close: () => Promise<void>;
  let asked: { after: string | null; size: number }[] = [];
  const total = 2_300;

  beforeAll(async () => {
    upstream = await fakeUpstream();
    upstream.json('/rest/v1/rpc/self_check', []);
    upstream.json('/rest/v1/rpc/content_state', { revision: 1, boundary: '2099-01-01T00:00:00Z' });
    upstream.json('/auth/v1/health', { name: 'auth' });
    upstream.on('/rest/v1/rpc/event_feed', (seen, res) => {
      const { after, size } = JSON.parse(seen.body.toString());
      asked.push({ after, size });
      const from = Number(after ?? 0);
      const items = Array.from({ length: Math.min(size, total - from) }, (_, i) => ({
        ...weekly,
        slug: `e${from + i}`,
      }));
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ items, next: from + size < total ? String(from + size) : null }));
    });
    const rest = `${upstream.url}/rest/v1`;
    const started = await edgeBefore({ rest, auth: `${upstream.url}/auth/v1`, anon: 'anon', service: 'service' });
    ({ edge, close } = started);
  });
  afterAll(async () => {
    await close?.();
    await upstream?.down();
  });

  it('is asked for by five hundred, and only as fast as it is read', async () => {
    asked = [];
    const feed = text(await ask(edge, '/events.ics'));
    expect(feed.match(/^BEGIN:VCALENDAR/gm)).toHaveLength(1);
    expect(new Set(feed.match(/^UID:e\d+@/gm)).size).toBe(total);
    expect(asked.map(({ after, size }) => [after, size])).toEqual(
      [null, '500', '1000', '1500', '2000'].map((after) => [after, 500]),
    );
  });

  it('costs nothing for HEAD and 304 beyond the first page', async () => {
    asked = [];
    const head = await ask(edge, '/events.ics', { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-type']]).toEqual([
      200,
      0,
      'text/calendar; charset=utf-8',
    ]);
    await ask(edge, '/events.ics', { headers: { 'if-none-match': String(head.headers.etag) } });
    expect(asked).toHaveLength(1);
    expect((await ask(edge, '/events.ics', { method: 'POST' })).status).toBe(405);
  });

  it('that breaks off in the middle is no whole calendar, and one that cannot begin is a 503', async () => {
    upstream.on('/rest/v1/rpc/event_feed', (seen, res) => {
      const { after } = JSON.parse(seen.body.toString());
      if (after) return void res.socket?.destroy();
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ items: [weekly], next: 'more' }));
    });
    await expect(ask(edge, '/events.ics')).rejects.toThrow();
    upstream.on('/rest/v1/rpc/event_feed', (_seen, res) => void res.socket?.destroy());
    const got = await ask(edge, '/events.ics');
    expect([got.status, got.headers['retry-after']]).toEqual([503, '5']);
  });
});

describe('feeds of a real database', () => {
  let stack: Stack;
  let admin: pg.Client;
  let edge: Running;
  let close: () => Promise<void>;
  const data = temporaryFolder();
  const get = async (path: string, headers: Record<string, string> = {}) => ask(edge, path, { headers });
  const put = (slug: string, ...rest: [ReturnType<typeof eventBody>, number?]) =>
    putEvent({ sql: admin } as unknown as Database, slug, ...rest);

  beforeAll(async () => {
    stack = await startStack({ data, timer: false });
    admin = new pg.Client(stack.db.adminUrl);
    await admin.connect();
    const started = await edgeBefore({
      rest: stack.restUrl,
      auth: stack.authUrl,
      anon: stack.anonKey,
      service: stack.serviceKey,
    });
    ({ edge, close } = started);
    await admin.query(`insert into app.district (code, parent, level, name) values
      ('330300', null, 'city', '{"zh-Hans": "温州"}'), ('330302', '330300', 'county', '{"zh-Hans": "鹿城区"}')`);
    await eventWords({ sql: admin } as unknown as Database);
    const start = { start: '2026-12-05T07:00', end: '2026-12-05T08:30' };
    await put('dawn-run', eventBody({ ...start, rule: everyWeek({ days: ['SA'] }), except: ['2026-12-12T07:00'] }));
    await put(
      'whole-day',
      eventBody({ start: '2026-12-26T00:00', end: '2026-12-27T00:00', all_day: true, type: 'fair' }),
    );
  });
  afterAll(async () => {
    await close?.();
    await admin?.end();
    await stack?.stop();
    await rm(data, { recursive: true, force: true });
  });

  it('carry a weekly event at 07:00 without the date left out, and whole days', async () => {
    const feed = text(await get('/events.ics'));
    expect(dates(feed)).toEqual([
      ...['05', '19', '26'].map((day) => ({
        uid: 'dawn-run@qingtu.example',
        start: new Date(momentOf(`2026-12-${day}T07:00`)).toISOString(),
        end: new Date(momentOf(`2026-12-${day}T08:30`)).toISOString(),
        cancelled: false,
      })),
      { uid: 'whole-day@qingtu.example', start: '2026-12-26', end: '2026-12-28', cancelled: false },
    ]);
  });

  it('keep an event’s UID when it is changed, and raise its SEQUENCE', async () => {
    const before = text(await get('/events/dawn-run.ics'));
    const body = eventBody({
      start: '2026-12-05T07:00',
      end: '2026-12-05T08:30',
      rule: everyWeek({ days: ['SA'] }),
      except: ['2026-12-12T07:00'],
      title: { 'zh-Hans': '清晨健步走' },
    });
    await put('dawn-run', body, 2);
    const after = text(await get('/events/dawn-run.ics'));
    expect(value(after, 'UID')).toBe(value(before, 'UID'));
    expect([value(before, 'SEQUENCE'), value(after, 'SEQUENCE')]).toEqual(['SEQUENCE:0', 'SEQUENCE:1']);
    expect(value(after, 'SUMMARY')).toBe('SUMMARY:清晨健步走');
  });

  it('tell of a date that was moved across midnight and of one that was cancelled, which stays', async () => {
    const change = `update app.session set starts_at = $2, ends_at = $3, moved = $4, state = $5 where event = 'dawn-run' and origin = $1`;
    const at = (day: string, hour: string) => momentOf(`2026-12-${day}T${hour}`);
    await admin.query(change, [at('19', '07:00'), at('19', '23:30'), at('20', '01:00'), true, 'planned']);
    await admin.query(change, [at('26', '07:00'), at('26', '07:00'), at('26', '08:30'), false, 'cancelled']);
    const feed = text(await get('/events.ics'));
    const own = dates(feed).filter(({ uid }) => uid.startsWith('dawn-run'));
    expect(own.map((one) => [one.start, one.cancelled])).toEqual([
      ['2026-12-04T23:00:00.000Z', false],
      ['2026-12-19T15:30:00.000Z', false],
      ['2026-12-25T23:00:00.000Z', true],
    ]);
    expect(lines(feed)).toContain('SUMMARY:（已取消）清晨健步走');
  });

  it('are one per district and type; a single event has its file’s name', async () => {
    const slugs = async (path: string) =>
      [...new Set(dates(text(await get(path))).map(({ uid }) => uid.split('@')[0]))].sort();
    expect(await slugs('/events/330302.ics')).toEqual(['dawn-run', 'whole-day']);
    expect(await slugs('/events/330303.ics')).toEqual([]);
    expect(await slugs('/en/events.ics?type=fair')).toEqual(['whole-day']);
    const one = await get('/events/whole-day.ics');
    expect(one.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="whole-day.ics"',
      'cache-control': 'no-cache',
    });
    expect((await get('/events/999999.ics')).status).toBe(404);
    expect((await get('/events/nothing.ics')).status).toBe(404);
  });

  it('give one date by itself, as it stands now, and none that the event never had', async () => {
    const at = (day: string) => momentOf(`2026-12-${day}T07:00`);
    const one = async (day: string) => {
      const origin = new Date(at(day)).toISOString().replace('.000Z', 'Z');
      return get(`/events/dawn-run.ics?date=${origin}`);
    };
    const seen = [];
    for (const day of ['05', '19', '26']) {
      const got = await one(day);
      expect(got.status).toBe(200);
      seen.push([...dates(text(got)).map(({ uid, start, cancelled }) => [uid, start, cancelled])].flat());
    }
    expect(seen).toEqual([
      ['dawn-run.20261204T230000Z@qingtu.example', '2026-12-04T23:00:00.000Z', false],
      ['dawn-run.20261218T230000Z@qingtu.example', '2026-12-19T15:30:00.000Z', false],
      ['dawn-run.20261225T230000Z@qingtu.example', '2026-12-25T23:00:00.000Z', true],
    ]);
    expect((await one('05')).headers['content-disposition']).toBe('inline; filename="dawn-run-2026-12-05.ics"');
    expect([(await one('12')).status, (await one('06')).status]).toEqual([404, 404]);
    expect((await get('/events/dawn-run.ics?date=tomorrow')).status).toBe(404);
    expect(dates(text(await get('/events/dawn-run.ics'))).length, 'the series stays').toBe(3);
  });

  it('answer 304 until something is published, and then the new content', async () => {
    const before = await get('/events.ics');
    const tag = { 'if-none-match': String(before.headers.etag) };
    const same = await get('/events.ics', tag);
    expect([same.status, same.body.length]).toEqual([304, 0]);
    await put('third', eventBody({ start: '2026-12-10T09:00', end: '2026-12-10T10:00' }));
    const after = await get('/events.ics', tag);
    expect([after.status, after.headers.etag === before.headers.etag]).toEqual([200, false]);
    expect(text(after)).toContain('UID:third@');
  });

  it('come packed', async () => {
    const plain = text(await get('/events.ics'));
    const br = await get('/events.ics', { 'accept-encoding': 'br' });
    const gzip = await get('/events.ics', { 'accept-encoding': 'gzip' });
    expect([br.headers['content-encoding'], gzip.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.body).toString()).toBe(plain);
    expect(gunzipSync(gzip.body).toString()).toBe(plain);
  });

  it('keep an event that was withdrawn, as cancelled', async () => {
    await admin.query(`select app.withdraw_event('third')`);
    const feed = text(await get('/events.ics'));
    expect(dates(feed).find(({ uid }) => uid.startsWith('third'))).toMatchObject({ cancelled: true });
    expect(value(text(await get('/events/third.ics')), 'STATUS')).toBe('STATUS:CANCELLED');
  });
});
