import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BriefBody, BriefFigures, BriefPage, ReportBody } from '../../src/contract/events.ts';
import { setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { eventBody, eventWords, momentOf, putEvent } from '../world/events.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';
import { answer, send } from '../world/records.ts';

/** What was held, told to the public, with figures that nobody typed. */
let db: Database;
const slug = 'held-class';
const origin = momentOf('2026-11-28T09:00');
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await eventWords(db);
  await setClock(db, '2026-11-22T12:00:00+08:00');
  await putEvent(db, slug, eventBody({ venue: null, where: { 'zh-Hans': '老街口', en: 'Old Street' } }));
});
beforeEach(async () => {
  await setClock(db, '2026-11-28T20:00:00+08:00');
});
afterAll(closeDatabases);

const as = <T>(who: Persona, text: string, values: unknown[] = []) =>
  db.as<T>(PERSONAS[who].id, `select ${text}`, values);
interface Draft {
  key: string;
  revision: number;
}
const draft = (who: Persona = 'guo', of = slug) => as<Draft>(who, 'api.draft_brief($1, $2)', [of, origin]);
const document = (key: string) =>
  as<{ head: number; body: BriefBody; problems: { field: string; rule: string }[] }>(
    'guo',
    `api.document('brief', $1)`,
    [key],
  );
const page = () => db.as<BriefPage | null>(null, `select api.brief($1, $2, 'en')`, [slug, origin]);
/** Somebody who was there, and answered so many questions that day, each right. */
async function guest(answers: number): Promise<string> {
  const me = randomUUID();
  const ticket = randomUUID();
  await send(
    db,
    me,
    Array.from({ length: answers }, () => answer({ choice: 'A' })),
  );
  await db.sql.query(
    `insert into app.ticket (id, event, origin, person, role, party, hash, state, at)
     select $1, $2, $3, l.person, 'guest', 2, $4, 'taken', now() from private.person_link l where l.sign_in = $5`,
    [ticket, slug, origin, createHash('sha256').update(ticket).digest(), me],
  );
  await db.sql.query(
    `insert into app.attendance select $1, $2, l.person, 2, false, true, now() from private.person_link l where l.sign_in = $3`,
    [slug, origin, me],
  );
  return me;
}
const report: ReportBody = {
  held: true,
  count: { value: 300, qualifier: 'over', how: 'estimated', unit: 'person_times' },
  materials: [],
  shifts: [],
  note: null,
};

describe('a brief', () => {
  it('is drafted only of a date that is over, by the office of its place', async () => {
    await setClock(db, '2026-11-28T10:00:00+08:00');
    await expect(draft()).rejects.toThrow('not_open');
    await setClock(db, '2026-11-28T12:00:00+08:00');
    await expect(draft('ma')).rejects.toThrow('not_staff');
    await expect(draft('jiang')).rejects.toThrow('not_staff');
    await expect(draft('guo', 'no-such-event')).rejects.toThrow('not_found');
  });

  it('says what, when, where and by whom in two languages, with what was reported and scanned', async () => {
    await as('guo', 'api.report_session($1, $2, $3)', [slug, origin, JSON.stringify(report)]);
    for (let i = 0; i < 3; i++) await guest(1);
    await db.sql.query('update app.session set taken = 7 where event = $1', [slug]);
    const { key } = await draft();
    expect(key).toBe('held-class-20261128');
    const { body, problems } = await document(key);
    expect(problems).toEqual([]);
    expect(body).toMatchObject({
      event: slug,
      origin,
      title: { 'zh-Hans': '活动简报：周末禁毒课堂', en: 'Event brief: Weekend class' },
      text: {
        'zh-Hans': '2026年11月28日，鹿城区禁毒办在老街口举办“周末禁毒课堂”。\n\n一起认识身边的毒品。',
        en: expect.stringContaining('On 28 November 2026, 鹿城区禁毒办 held “Weekend class” at Old Street.'),
      },
      pictures: [],
    });
    expect(body.figures).toEqual({
      drafted_at: expect.stringMatching(/^2026-11-28T12:00:0\dZ$/),
      counted: report.count,
      scanned: 6,
      signed_up: 7,
      materials: [],
      helpers: { people: 0, minutes: 0 },
      teams: [],
      // three people say too much of each
      quiz: null,
    } satisfies BriefFigures);
  });

  it('tells quiz results from ten people on', async () => {
    for (let i = 0; i < 6; i++) await guest(2);
    expect((await document((await draft()).key)).body.figures.quiz).toBeNull();
    await guest(3);
    expect((await document((await draft()).key)).body.figures.quiz).toEqual({
      people: 10,
      correct: expect.any(Number),
      total: 18,
    });
  });

  it('has figures that nobody edits: what a browser sends in their place is thrown away', async () => {
    const { key } = await draft();
    const { head, body } = await document(key);
    const forged = {
      ...body,
      event: 'another',
      text: { 'zh-Hans': '写好的简报。' },
      figures: { ...body.figures, scanned: 9999 },
    };
    await as('guo', `api.save_document('brief', $1, $2, $3)`, [key, head, JSON.stringify(forged)]);
    const saved = await document(key);
    expect(saved.body).toEqual({ ...body, text: { 'zh-Hans': '写好的简报。' } });
    expect(saved.problems).toEqual([]);
    const problems = await db.rows('select * from app.brief_problems($1, $2)', [key, JSON.stringify(forged)]);
    expect(problems).toEqual([{ field: 'figures', rule: 'not_counted' }]);
    await expect(
      as('guo', `api.save_document('brief', 'made-up-20261128', 0, $1)`, [JSON.stringify(body)]),
    ).rejects.toThrow('bad_argument');
  });

  it('drafted again keeps what was written, with the figures of now', async () => {
    await db.sql.query('update app.session set taken = 8 where event = $1', [slug]);
    const { key } = await draft();
    expect((await document(key)).body).toMatchObject({
      text: { 'zh-Hans': '写好的简报。' },
      figures: { signed_up: 8 },
    });
  });

  it('shows pictures only with a word on who agreed to them', async () => {
    const hash = createHash('sha256').update('picture').digest('hex');
    await db.sql.query(`insert into app.media values ($1, 'image/png', 'x')`, [hash]);
    const { key } = await draft();
    const { body } = await document(key);
    const problems = async (picture: object) =>
      (
        await db.rows<{ field: string; rule: string }>('select * from app.brief_problems($1, $2)', [
          key,
          JSON.stringify({ ...body, pictures: [picture] }),
        ])
      ).map(({ field, rule }) => `${field} ${rule}`);
    const good = { hash, alt: { 'zh-Hans': '横幅' }, consent: '画面中无人' };
    expect(await problems(good)).toEqual([]);
    expect(await problems({ ...good, consent: ' ' })).toEqual(['pictures.0.consent missing']);
    expect(await problems({ ...good, alt: null })).toEqual(['pictures.0.alt missing']);
    expect(await problems({ ...good, hash: 'ab' })).toEqual(['pictures.0.hash unknown']);
    expect(await problems({ ...good, name: '某某' })).toEqual(['pictures.0 unknown']);
    for (const odd of [null, 1, 'x', [], {}]) expect((await problems(odd as object)).length).toBeGreaterThan(0);
  });

  it('is read by everybody when a second person has published it, and stands on the page of the event', async () => {
    const { key } = await draft();
    expect(await page()).toBeNull();
    expect(await as('guo', `api.submit_documents('brief', $1)`, [[key]])).toMatchObject({ done: 1 });
    expect(await as('he', `api.publish_documents('brief', $1)`, [[key]])).toMatchObject({ done: 1 });
    expect(await page()).toMatchObject({
      event: slug,
      origin,
      event_title: 'Weekend class',
      text: '写好的简报。',
      where: 'Old Street',
      figures: { counted: { value: 300, qualifier: 'over' }, signed_up: 8, scanned: 20 },
      pictures: [],
    });
    const brief = () =>
      db
        .as<{ sessions: { brief: boolean }[] }>(null, `select api.event($1, 'en')`, [slug])
        .then((e) => e.sessions[0]?.brief);
    expect(await brief()).toBe(true);
    await as('he', `api.withdraw_document('brief', $1)`, [key]);
    expect(await page()).toBeNull();
    expect(await brief()).toBe(false);
  });

  it('is written down with the reading of who was there', async () => {
    const count = () =>
      db.value<number>(`select count(*)::int from app.access where what = 'brief' and by_name = '郭姐'`);
    const before = await count();
    await draft();
    expect(await count()).toBe(before + 1);
    expect(await db.value(`select count(*)::int from app.audit where act = 'draft_brief'`)).toBeGreaterThan(3);
  });
});
