/** Events for tests: words to choose from, a body that can be published, and how it gets there. */
import type { EventBody, Rule } from '../../src/contract/events.ts';
import type { Database } from './database.ts';

/** Register entries by type, with a venue; placed at the city, signed. */
const ENTRIES: [type: string, family: string, key: string, name: string][] = [
  ['event_type', 'term', 'lecture', '讲座'],
  ['event_type', 'term', 'fair', '集市宣传'],
  ['six_entry', 'term', 'community', '进社区'],
  ['topic', 'term', 'new-drugs', '新型毒品'],
  ['campaign', 'term', 'june-2026', '全民禁毒宣传月'],
  ['spoken', 'term', 'zh', '普通话'],
  ['spoken', 'term', 'wenzhou', '温州话'],
  ['hall', 'venue', 'test-hall', '测试文化礼堂'],
];

/** Puts the words and the venue that test events use. */
export async function eventWords(db: Database): Promise<void> {
  const words = (text: string) => JSON.stringify({ 'zh-Hans': text, en: `${text} (en)` });
  for (const [type, family, key, name] of ENTRIES) {
    await db.sql.query(
      `insert into app.register_type (key, family, name, unit, open, fields, measures, position)
       values ($1, $2, $3, $3, true, '[]', '[]', 0) on conflict do nothing`,
      [type, family, words(type)],
    );
    await db.sql.query(
      `with b as (insert into app.register_batch (type, place, as_of, source, state, expected, rows, made_name, made_at, signed_name, signed_at)
         values ($1, app.city(), '2026-01-01', '测试', 'signed', 1, 1, '测试', now(), '测试', now()) returning id)
       insert into app.register_entry (type, key, place, title, body, number, qualifier, source, as_of, batch, signed_name, signed_at)
       select $1, $2, app.city(), $3, '{}', 1, 'exact', '测试', '2026-01-01', b.id, '测试', now() from b on conflict do nothing`,
      [type, key, words(name)],
    );
  }
}

export const weekly = (more: Partial<Rule> = {}): Rule => ({
  freq: 'weekly',
  interval: 1,
  days: [],
  until: null,
  count: null,
  ...more,
});

/** One Saturday morning in Lucheng with sign-up. */
export const eventBody = (more: Partial<EventBody> = {}): EventBody => ({
  title: { 'zh-Hans': '周末禁毒课堂', en: 'Weekend class' },
  summary: { 'zh-Hans': '一起认识身边的毒品。' },
  text: { 'zh-Hans': '**带上孩子**一起来。' },
  picture: null,
  picture_alt: null,
  type: 'lecture',
  entries: ['community'],
  topics: ['new-drugs'],
  campaign: null,
  place: '330302',
  organiser: { 'zh-Hans': '鹿城区禁毒办' },
  partners: null,
  venue: 'test-hall',
  where: null,
  position: null,
  audience: ['public'],
  spoken: ['zh'],
  accessible: true,
  access: null,
  size: 'normal',
  all_day: false,
  start: '2026-11-28T09:00',
  end: '2026-11-28T11:00',
  rule: null,
  dates: [],
  except: [],
  sign_up: { capacity: 80, waiting: 50, party: 4, opens_days: null, closes_hours: 2, helpers: 5 },
  ...more,
});

/** Publishes an event past its review. */
export async function putEvent(db: Database, slug: string, body: EventBody = eventBody(), revision = 1): Promise<void> {
  await db.sql.query('select app.put_event($1)', [JSON.stringify({ ...body, slug, revision })]);
}

/** The moment of a local time: Shanghai is eight hours ahead, always. */
export const momentOf = (local: string): string => `${new Date(`${local}:00+08:00`).toISOString().slice(0, 19)}Z`;
