/** (g) The calendar of a big city: a feed of 10,000 events, and a month of 2,000 dates. */
import fs from 'node:fs';
import http from 'node:http';
import pg from 'pg';
import type { Running } from '../world/running.ts';
import { aim, count, kb, median, ms, s, table } from './measure.ts';

const MB = 2 ** 20;

/** Weekly events in Lucheng like one that stands already; those with dates have theirs on days of the month that is coming. */
const MORE = `
  with model as (select e from app.event e order by e.slug limit 1),
  made as (
    insert into app.event
    select (jsonb_populate_record(e, jsonb_build_object('slug', 'bench-' || n, 'county', $3::text, 'published_at', now(), 'updated_at', now(), 'until_at', now() + interval '1 year'))).*
    from model, generate_series($1::integer, $2::integer) n
    returning slug)
  select count(*) from made`;
const DATES = `
  insert into app.session (event, origin, starts_at, ends_at, place, county, type)
  select e.slug, at, at, at + interval '1 hour', e.place, e.county, e.type
  from (select e.*, row_number() over (order by e.slug) as n from app.event e where e.slug like 'bench-%' order by e.slug limit 2000) e,
    lateral (select date_trunc('month', now()) + interval '1 month' + (n % 28) * interval '1 day' + (n % 12) * interval '1 hour' as at) t`;

/** The process of the site's server: what it held at most since the last look, in bytes; null where Linux is not. */
function peak(reset: boolean): number | null {
  for (const pid of fs.existsSync('/proc/self/status')
    ? fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    : []) {
    try {
      const status = fs.readFileSync(`/proc/${pid}/status`, 'utf8');
      if (!status.includes(`PPid:\t${process.pid}\n`)) continue;
      if (!fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('src/server/main.ts')) continue;
      if (reset) fs.writeFileSync(`/proc/${pid}/clear_refs`, '5');
      return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
    } catch {} // ended in between
  }
  return null;
}

/** Reads to the end and keeps nothing. */
const read = (url: string) =>
  new Promise<{ bytes: number; took: number }>((resolve, reject) => {
    const began = performance.now();
    http
      .get(url, (reply) => {
        let bytes = 0;
        reply.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        reply.on('end', () => resolve({ bytes, took: performance.now() - began }));
        reply.on('error', reject);
        if (reply.statusCode !== 200) reject(new Error(`${url}: ${reply.statusCode}`));
      })
      .on('error', reject);
  });

export async function benchEvents(running: Running, quick: boolean): Promise<string> {
  const client = new pg.Client(running.postgresUrl);
  await client.connect();
  try {
    const rows: (string | number)[][] = [];
    const peaks: number[] = [];
    let had = 0;
    for (const events of quick ? [500, 2_500] : [1_000, 10_000]) {
      await client.query(MORE, [had + 1, events, '330302']);
      had = events;
      if (events !== 500 && events !== 1_000) await client.query(DATES);
      await client.query('analyze app.event, app.session');
      await read(`${running.address}/events/hubin-saturday.ics`);
      const before = peak(true);
      const { bytes, took } = await read(`${running.address}/events/330302.ics`);
      const after = peak(false);
      const held = before === null || after === null ? null : after - before;
      if (held !== null) peaks.push(held);
      rows.push([
        `feed of ${count(events)} events`,
        `${(bytes / MB).toFixed(1)} MB`,
        s(took),
        held === null ? 'not measured' : `${(held / MB).toFixed(0)} MB`,
      ]);
    }
    const [next] = (await client.query(`select to_char(now() + interval '1 month', 'YYYY-MM') as month`)).rows;
    const months: number[] = [];
    let html = 0;
    // each filter is a page of its own: none of them is kept yet
    for (const query of ['', '&district=330302', '&type=talk', '&accessible=1', '&children=1']) {
      const { bytes, took } = await read(`${running.address}/events?month=${next.month}${query}`);
      if (query === '' || query === '&district=330302') {
        months.push(took);
        html = Math.max(html, bytes);
      }
    }
    rows.push(['month of 2,000 dates, rendered anew', kb(html), ms(median(months)), '–']);
    const [few, many] = peaks;
    const flat = few === undefined || many === undefined || many <= few + 64 * MB;
    return `## (g) The calendar of a big city

${table(['', 'size', 'time', 'memory of the server beyond rest'], rows)}

${aim(flat, 'ten times the events, at most 64 MB more memory')} · ${aim(median(months) <= 1_000, 'a month within a second')}`;
  } finally {
    await client.query(`delete from app.session where event like 'bench-%'`);
    await client.query(`delete from app.event where slug like 'bench-%'`);
    await client.end();
  }
}
