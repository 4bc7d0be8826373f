import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Door } from '../../src/contract/events.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { insertStaff, PERSONAS } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';
import * as world from '../world/tickets.ts';

const { doorScan, inHours, local, myEvents, putEvent, putScans, reportBody, signUp, signup, ticketDifferences } = world;
const GUO = PERSONAS.guo.id;
const JIANG = PERSONAS.jiang.id;
const FAR = 'd0000000-0000-4000-8000-0000000000aa';
const TABLET = '5ca40000-0000-4000-8000-000000000001';
const PHONE = '5ca40000-0000-4000-8000-000000000002';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  await insertStaff(db, FAR, 'district', '330381', '瑞安的人');
});
afterAll(closeDatabases);

/** An event that is on now, to which one may sign up in advance: its clock was set back for the sign-ups. */
async function running(slug: string, changes: object = {}): Promise<string> {
  return putEvent(db, slug, { start: local(inHours(1)), end: local(inHours(3)), sign_up: signUp(), ...changes });
}
const door = (who: string, event: string, origin: string) =>
  db.as<Door>(who, 'select api.door($1, $2)', [event, origin]);
const attended = async (me: string) => (await myEvents(db, me))?.attended;

describe('the door', () => {
  it('lets a party in, one after the other, and its owner sees it', async () => {
    const origin = await running('open-day');
    const me = randomUUID();
    const { code } = await signup(db, me, 'open-day', origin, { party: 3 });
    const two = doorScan('open-day', origin, code, { people: 2, age: 60_000 });
    expect(await putScans(db, JIANG, [two])).toEqual(['accepted']);
    expect(await putScans(db, JIANG, [two])).toEqual(['seen']);
    expect(await attended(me)).toMatchObject([{ event: 'open-day', people: 2 }]);
    expect(await putScans(db, GUO, [doorScan('open-day', origin, code)])).toEqual(['accepted']);
    expect(await attended(me)).toMatchObject([{ people: 3 }]);
    expect((await myEvents(db, me))?.tickets).toMatchObject([{ came: true }]);
    const { tickets } = await door(JIANG, 'open-day', origin);
    expect(tickets).toMatchObject([{ hash: world.hashOf(code), party: 3, state: 'taken' }]);
    expect(tickets[0]?.scans.map(({ people }) => people)).toEqual([2, 1]);
    expect(JSON.stringify(tickets)).not.toContain(code);
    expect(await differences(db)).toEqual([]);
  });

  it('keeps both scans of two devices that were offline, shows the double, counts the party once', async () => {
    const origin = await running('two-doors');
    const me = randomUUID();
    const { code } = await signup(db, me, 'two-doors', origin, { party: 2 });
    const scans = [TABLET, PHONE].map((device) =>
      doorScan('two-doors', origin, code, { device, people: 2, age: 600_000 }),
    );
    const clients = await Promise.all([db.connect(), db.connect()]);
    const verdicts = (await Promise.all(scans.map((scan, i) => putScans(clients[i]!, i ? GUO : JIANG, [scan])))).flat();
    expect(verdicts.sort()).toEqual(['accepted', 'double']);
    expect((await door(GUO, 'two-doors', origin)).tickets[0]?.scans).toHaveLength(2);
    expect(await attended(me)).toMatchObject([{ people: 2 }]);
    const counts = await db.as<{ counts: object }>(GUO, 'select api.session_report($1, $2)', ['two-doors', origin]);
    expect(counts.counts).toMatchObject({ taken: 2, scanned: 2, doubles: 1, strangers: 0 });
    for (const client of clients) await client.end();
  });

  it('keeps a code that nobody has, and lets in who waits or had cancelled when staff do', async () => {
    const origin = await running('strangers', { sign_up: signUp({ capacity: 1 }) });
    const [a, b] = [randomUUID(), randomUUID()];
    await signup(db, a, 'strangers', origin);
    const waiting = await signup(db, b, 'strangers', origin);
    const verdicts = await putScans(db, JIANG, [
      doorScan('strangers', origin, world.ticketCode()),
      doorScan('strangers', origin, waiting.code),
    ]);
    expect(verdicts).toEqual(['unknown', 'accepted']);
    expect((await door(JIANG, 'strangers', origin)).strangers).toBe(1);
    expect(await attended(b)).toMatchObject([{ people: 1 }]);
    expect(await ticketDifferences(db)).toEqual([]);
  });

  it('is nothing for staff of elsewhere, by no verb, though it is there', async () => {
    const origin = await running('ours');
    const { code } = await signup(db, randomUUID(), 'ours', origin);
    for (const [sql, values] of [
      ['select api.door($1, $2)', ['ours', origin]],
      ['select api.session_report($1, $2)', ['ours', origin]],
      ['select api.event_code($1)', ['ours']],
      ['select api.put_scans($1)', [JSON.stringify([doorScan('ours', origin, code)])]],
      ['select api.report_session($1, $2, $3)', ['ours', origin, JSON.stringify(reportBody())]],
      ['select api.change_session($1, $2, $3, null, null, null, null)', ['ours', origin, 'cancel']],
    ] as const)
      await expect(db.as(FAR, sql, [...values]), sql).rejects.toMatchObject({ code: 'PT403' });
    expect((await door(GUO, 'ours', origin)).tickets).toHaveLength(1);
  });

  it('takes nothing ill-formed', async () => {
    const origin = await running('strict');
    const good = doorScan('strict', origin, world.ticketCode());
    for (const bad of [
      { people: 0 },
      { people: 21 },
      { hash: 'x' },
      { age: '1' },
      { extra: 1 },
      { id: 'x' },
      { origin: 'now' },
      { event: 7 },
    ])
      await expect(putScans(db, GUO, [{ ...good, ...bad }]), JSON.stringify(bad)).rejects.toMatchObject({
        code: 'PT422',
      });
  });
});

describe('the printed code of an event', () => {
  const token = async (event: string, renew = false) =>
    (await db.as<{ token: string }>(GUO, 'select api.event_code($1, $2)', [event, renew])).token;
  const attend = (me: string, event: string, code: string, age = 0) =>
    send(db, me, [text({ kind: 'attend', event, token: code })], { ages: [age] });

  it('is good while the event is on, and counts a person once', async () => {
    await putEvent(db, 'on-now', { start: local(inHours(1)), end: local(inHours(2)) });
    const code = await token('on-now');
    const me = randomUUID();
    expect(await attend(me, 'on-now', code)).toEqual(['accepted']);
    expect(await attend(me, 'on-now', code)).toEqual(['accepted']);
    expect(await attended(me)).toMatchObject([{ event: 'on-now', people: 1 }]);
    const outcomes = await db.rows(
      `select outcome from app.participation where kind = 'attend' and quiz like 'on-now/%' order by 1`,
    );
    expect(outcomes).toEqual([{ outcome: 'attend' }, { outcome: 'attend_again' }]);
    expect(await attend(randomUUID(), 'on-now', code, 5 * 3600e3)).toEqual(['rejected:too_early']);
    expect(await differences(db)).toEqual([]);
  });

  it('counts the whole party of a ticket, unless the door has counted', async () => {
    const origin = await putEvent(db, 'families', {
      start: local(inHours(1)),
      end: local(inHours(2)),
      sign_up: signUp(),
    });
    const code = await token('families');
    const [a, b] = [randomUUID(), randomUUID()];
    await signup(db, a, 'families', origin, { party: 4 });
    const second = await signup(db, b, 'families', origin, { party: 4 });
    await attend(a, 'families', code);
    await putScans(db, JIANG, [doorScan('families', origin, second.code, { people: 3 })]);
    await attend(b, 'families', code);
    expect([await attended(a), await attended(b)]).toMatchObject([[{ people: 4 }], [{ people: 3 }]]);
    expect(await ticketDifferences(db)).toEqual([]);
  });

  it('is refused when it was renewed, invented, of another event, or long over', async () => {
    await putEvent(db, 'renewed', { start: local(inHours(1)), end: local(inHours(2)) });
    await putEvent(db, 'long-over', { start: local(inHours(-30)), end: local(inHours(-28)) });
    const old = await token('renewed');
    const fresh = await token('renewed', true);
    expect(await token('renewed')).toBe(fresh);
    expect(await attend(randomUUID(), 'renewed', old)).toEqual(['rejected:unknown_event']);
    expect(await attend(randomUUID(), 'long-over', fresh)).toEqual(['rejected:unknown_event']);
    expect(await attend(randomUUID(), 'long-over', await token('long-over'))).toEqual(['closed']);
  });

  it('joins two passports into one attendance', async () => {
    await putEvent(db, 'joined', { start: local(inHours(1)), end: local(inHours(2)) });
    const code = await token('joined');
    const [a, b] = [randomUUID(), randomUUID()];
    await attend(a, 'joined', code);
    await attend(b, 'joined', code);
    const person = (me: string) => db.value<string>('select person from private.person_link where sign_in = $1', [me]);
    await db.sql.query('select app.merge_person($1, $2)', [await person(a), await person(b)]);
    expect(await attended(b)).toMatchObject([{ people: 1 }]);
    expect(await differences(db)).toEqual([]);
    expect(await ticketDifferences(db)).toEqual([]);
  });
});
