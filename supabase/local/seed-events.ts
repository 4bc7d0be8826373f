/** Loads the events of the demo city from supabase/seed/events.json, and what was reported of the dates that are over. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { BriefBody, EventBody } from '../../src/contract/events.ts';

interface SeedEvent {
  slug: string;
  place: string;
  body: EventBody;
}

/** Figures of a brief are the server's. */
interface SeedBrief {
  slug: string;
  place: string;
  body: Omit<BriefBody, 'figures'>;
}

const SEED = join(import.meta.dirname, '..', 'seed');

export async function events(client: Client): Promise<void> {
  for (const { slug, place, body } of JSON.parse(await readFile(join(SEED, 'events.json'), 'utf8')) as SeedEvent[]) {
    await client.query(`select app.load_document('event', $1, $2, $3, true)`, [slug, place, JSON.stringify(body)]);
  }
  await reports(client);
  for (const { slug, place, body } of JSON.parse(await readFile(join(SEED, 'briefs.json'), 'utf8')) as SeedBrief[]) {
    await client.query(
      `insert into app.brief_draft select $1, s.event, s.origin, app.brief_figures(s) from app.session s
       where s.event = $2 and s.origin = $3 on conflict do nothing`,
      [slug, body.event, body.origin],
    );
    await client.query(`select app.load_document('brief', $1, $2, app.own_brief($1, $3), true)`, [
      slug,
      place,
      JSON.stringify(body),
    ]);
  }
}

/** What staff would have reported up to ten days ago; the same numbers every time. The last days wait for a report. */
async function reports(client: Client): Promise<void> {
  await client.query(`
    with told as (
      insert into app.session_report (event, origin, body, at, by_name)
      select s.event, s.origin, jsonb_build_object('held', true,
          'count', jsonb_build_object('value', 20 + n % 61, 'qualifier', case when n % 4 = 0 then 'over' else 'exact' end,
            'how', case when n % 3 = 0 then 'estimated' else 'counted' end, 'unit', case when n % 2 = 0 then 'persons' else 'person_times' end),
          'materials', jsonb_build_array(jsonb_build_object('item', 'leaflet', 'counter', null, 'out', 100, 'handed', 40 + n % 50, 'back', 60 - n % 50, 'qualifier', 'exact')),
          'shifts', case when n % 5 = 0 then '[{"team": "jinguo", "people": 4, "minutes": 90}]' else '[]' end::jsonb, 'note', null),
        s.ends_at, '演示'
      from (select x.*, abs(hashtext(x.event || x.origin)) as n from app.session x) s
      where s.state = 'planned' and s.ends_at < app.clock_now() - interval '10 days'
      returning event, origin)
    update app.session s set state = 'held' from told t where t.event = s.event and t.origin = s.origin`);
}
