/** Loads the events of the demo city from supabase/seed/events.json, and what was reported of the dates that are over. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from 'pg';
import type { EventBody } from '../../src/contract/events.ts';

interface SeedEvent {
  slug: string;
  place: string;
  body: EventBody;
}

export async function events(client: Client): Promise<void> {
  const file = join(import.meta.dirname, '..', 'seed', 'events.json');
  for (const { slug, place, body } of JSON.parse(await readFile(file, 'utf8')) as SeedEvent[]) {
    await client.query(`select app.load_document('event', $1, $2, $3, true)`, [slug, place, JSON.stringify(body)]);
  }
  await reports(client);
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
