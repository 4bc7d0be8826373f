/** Events with sign-up, published through the console's own API; what phones do with them is done on their pages. */
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import type { Door, EventBody, MyEvents, Session } from '../../src/contract/events.ts';
import { asPhone } from './check.ts';
import { callerOf } from './console.ts';

/** A minute of the city's clock, as event bodies write it. */
export const localTime = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 16);
const MINUTE = 60_000;

export interface Opened {
  slug: string;
  title: string;
  /** of its dates from now on, in order */
  origins: string[];
  token: string;
}

/** An event in 鹿城区 that begins in an hour, every week again, with sign-up until it begins. */
export async function openEvent(more: Partial<EventBody> = {}, inMinutes = 60, minutes = 90): Promise<Opened> {
  const slug = `e2e-${crypto.randomUUID().slice(0, 8)}`;
  const title = `灯下课堂 ${slug}`;
  const start = Math.ceil(Date.now() / MINUTE + inMinutes) * MINUTE;
  const body: EventBody = {
    title: { 'zh-Hans': title, en: `Evening class ${slug}` },
    summary: { 'zh-Hans': '一起聊聊怎么拒绝。', en: 'How to say no, together.' },
    text: { 'zh-Hans': '带上孩子一起来。' },
    picture: null,
    picture_alt: null,
    type: 'talk',
    entries: ['communities'],
    topics: ['refusal'],
    campaign: null,
    place: '330302',
    organiser: { 'zh-Hans': '鹿城区禁毒办' },
    partners: null,
    venue: null,
    where: { 'zh-Hans': '公园路文化礼堂', en: 'Park Road hall' },
    position: null,
    audience: ['public'],
    spoken: ['zh'],
    accessible: true,
    access: null,
    size: 'normal',
    all_day: false,
    start: localTime(start),
    end: localTime(start + minutes * MINUTE),
    rule: { freq: 'weekly', interval: 1, days: [], until: null, count: 3 },
    dates: [],
    except: [],
    sign_up: { capacity: 10, waiting: 4, party: 4, opens_days: null, closes_hours: 0, helpers: 2 },
    ...more,
  };
  await callerOf('wen')('save_document', { kind: 'event', key: slug, based_on: 0, body, note: null });
  for (const [who, act] of [
    ['wen', 'submit_documents'],
    ['he', 'publish_documents'],
  ] as const)
    expect(await callerOf(who)(act, { kind: 'event', keys: [slug] }), act).toMatchObject({ done: 1, refused: [] });
  const he = callerOf('he');
  const page = await he<{ sessions: Session[] }>('event', { slug, locale: 'zh-Hans' });
  const { token } = await callerOf('guo')<{ token: string }>('event_code', { event: slug });
  return { slug, title, origins: page.sessions.map(({ origin }) => origin), token };
}

export const closeEvent = (slug: string) =>
  callerOf('he')('withdraw_document', { kind: 'event', key: slug, note: null });

/** What a door of 鹿城区 is told. */
export const doorOf = ({ slug, origins }: Opened, at = 0): Promise<Door> =>
  callerOf('guo')<Door>('door', { event: slug, origin: origins[at] });

export const myEvents = (page: Page) => asPhone<MyEvents>(page, 'my_events', { locale: 'zh-Hans' });

/** Somebody else who signs up, through the API: as a phone does it, in one call. Answers the ticket's code. */
export async function signUp(
  request: APIRequestContext,
  base: string,
  { slug, origins }: Opened,
  party: number,
  at = 0,
): Promise<string> {
  const headers = { apikey: 'qingtu', 'x-forwarded-for': `10.${crypto.getRandomValues(new Uint8Array(3)).join('.')}` };
  const person = await request.post(`${base}/auth/v1/signup`, { data: {}, headers });
  expect(person.ok(), 'a person signs in').toBe(true);
  const { access_token } = (await person.json()) as { access_token: string };
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const code = [...bytes].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31]).join('');
  const record = {
    ...{ id: crypto.randomUUID(), v: 1, kind: 'signup', at: new Date().toISOString() },
    ...{ event: slug, origin: origins[at], party, as: 'guest', ticket: code },
  };
  const reply = await request.post(`${base}/rest/v1/rpc/record_participation`, {
    data: {
      protocol: 1,
      batch: [JSON.stringify(record)],
      ages: [0],
      epoch: null,
      client_now: new Date().toISOString(),
    },
    headers: { ...headers, authorization: `Bearer ${access_token}` },
  });
  const { verdicts } = (await reply.json()) as { verdicts: { verdict: string }[] };
  expect(verdicts).toMatchObject([{ verdict: 'accepted' }]);
  return code;
}
