import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CheckpointCard, MyStamps, TrailPage } from '../../src/contract/trails.ts';
import { GRADES, PROOFS } from '../../src/contract/trails.ts';
import { passTime, setClock } from '../world/clock.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { differences, text } from '../world/records.ts';
import { answerAt, putTrail, scan, stamp, tokenAt, trailBody, typedAt } from '../world/trails.ts';

let db: Database;
let me: string;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  // At noon: what was an hour ago was today, whenever this runs.
  await setClock(db, '2026-10-10T12:00:00+08:00');
  await putTrail(db);
});
beforeEach(() => {
  me = randomUUID();
});
afterAll(closeDatabases);

/** Does something when so much time has passed, and goes back. */
const later = async (interval: string, work: () => Promise<void>) => {
  await passTime(db, interval);
  await work().finally(() => passTime(db, `-${interval}`));
};
const mine = (signIn = me) => db.as<MyStamps | null>(signIn, 'select api.my_stamps()');
const grades = async (signIn = me) =>
  Object.fromEntries(((await mine(signIn))?.stamps ?? []).map(({ point, grade }) => [point, grade]));
const mac = (point: string, step: number) =>
  db.value<string>(
    `select app.screen_mac(screen, trail, point, $2) from private.checkpoint_secret where trail = 'small-street' and point = $1`,
    [point, step],
  );
const screen = (point: string, step: number, signature: string) =>
  text({ kind: 'stamp', proof: 'screen', trail: 'small-street', point, step, mac: signature });
const stepNow = async () => Number(await db.value('select floor(extract(epoch from app.clock_now()) / 30)'));

describe('a stamp', () => {
  it('is proved by a printed code, by what stands below it, by an answer, by a screen and by the fence', async () => {
    const step = await stepNow();
    expect(
      await stamp(db, me, [
        scan(await tokenAt(db, 'arch')),
        text({ kind: 'stamp', proof: 'typed', code: await typedAt(db, 'library') }),
        answerAt('pavilion', 'C'),
      ]),
    ).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await grades()).toEqual({ arch: 2, library: 2, pavilion: 3 });
    const other = randomUUID();
    expect(
      await stamp(db, other, [
        screen('arch', step, await mac('arch', step)),
        text({ kind: 'stamp', proof: 'place', trail: 'small-street', point: 'library', fix: 'in' }),
      ]),
    ).toEqual(['accepted', 'accepted']);
    expect(await grades(other)).toEqual({ arch: 3, library: 1 });
  });

  it('of every proof is worth what the contract says', async () => {
    for (const proof of PROOFS) expect(await db.value('select app.grade_of($1)', [proof]), proof).toBe(GRADES[proof]);
  });

  it('counts once per person, point and day, and keeps the best proof of the day', async () => {
    const token = await tokenAt(db, 'arch');
    expect(await stamp(db, me, [scan(token), scan(token)], [3600, 1800])).toEqual(['accepted', 'accepted']);
    expect(await stamp(db, me, [answerAt('arch', 'C')])).toEqual(['accepted']);
    expect(await grades()).toEqual({ arch: 3 });
    const kinds = await db.rows<{ outcome: string; n: number }>(
      `select outcome, count(*)::int as n from app.participation p join private.person_link l on l.person = p.person
       where l.sign_in = $1 group by 1 order by 1`,
      [me],
    );
    expect(kinds).toEqual([
      { outcome: 'stamp', n: 1 },
      { outcome: 'stamp_again', n: 2 },
    ]);
    expect(await differences(db)).toEqual([]);
  });

  it('is refused with a forged, foreign, mangled or outdated proof, and the batch around it is taken', async () => {
    const step = await stepNow();
    const good = await mac('arch', step);
    const old = await mac('arch', step - 3);
    const batch = [
      scan(randomBytes(16).toString('base64url')),
      text({ kind: 'stamp', proof: 'typed', code: 'ZZZZZZ' }),
      answerAt('arch', 'A'),
      screen('library', step, good),
      screen('arch', step - 3, old),
      text({ kind: 'stamp', proof: 'screen', trail: 'nowhere', point: 'arch', step, mac: good }),
      text({ kind: 'stamp', proof: 'staff', trail: 'small-street', point: 'arch' }),
      text({ kind: 'stamp', proof: 'place', trail: 'small-street', point: 'arch', fix: 'out' }),
      text({ kind: 'stamp', proof: 'place', trail: 'small-street', point: 'arch', fix: 'in', lat: 27.78 }),
      text({ kind: 'stamp', proof: 'code', token: 'https://elsewhere.example/c#x' }),
      screen('arch', step, good),
    ];
    expect(await stamp(db, me, batch)).toEqual([
      'rejected:unknown_point',
      'rejected:unknown_point',
      'rejected:not_proved',
      'rejected:not_proved',
      'rejected:not_proved',
      'rejected:unknown_point',
      'rejected:not_proved',
      'rejected:bad_field',
      'rejected:bad_field',
      'rejected:bad_field',
      'accepted',
    ]);
    expect(await grades()).toEqual({ arch: 3 });
  });

  it('by a screen holds 30 seconds, one step before and after, by the corrected time: replayed after 90 s it is refused', async () => {
    const step = await stepNow();
    const signature = await mac('arch', step);
    // seen at the place, delivered an hour later
    const seenThen = screen('arch', step - 120, await mac('arch', step - 120));
    expect(await stamp(db, me, [seenThen], [3600])).toEqual(['accepted']);
    // a seal, but not one that only somebody at the place can have: the phone might lie about the hour
    expect(await grades()).toEqual({ arch: 2 });
    await later('90 seconds', async () => {
      expect(await stamp(db, randomUUID(), [screen('arch', step, signature)])).toEqual(['rejected:not_proved']);
    });
    // somebody else may use the same code in its time
    expect(await stamp(db, randomUUID(), [screen('arch', step, signature)])).toEqual(['accepted']);
  });

  it('cannot be guessed: two wrong answers at a point and ten wrong proofs a day, in one batch or in many', async () => {
    expect(
      await stamp(
        db,
        me,
        ['A', 'B', 'C'].map((choice) => answerAt('arch', choice)),
      ),
    ).toEqual(['rejected:not_proved', 'rejected:not_proved', 'rejected:too_many']);
    expect(await stamp(db, me, [answerAt('arch', 'C')])).toEqual(['rejected:too_many']);
    expect(await stamp(db, me, [answerAt('library', 'C')])).toEqual(['accepted']);
    const other = randomUUID();
    const wrong = Array.from({ length: 12 }, (_, i) => text({ kind: 'stamp', proof: 'typed', code: `ZZZZ${10 + i}` }));
    const verdicts = await stamp(db, other, wrong);
    expect(verdicts.filter((verdict) => verdict === 'rejected:unknown_point')).toHaveLength(10);
    expect(verdicts.slice(10)).toEqual(['rejected:too_many', 'rejected:too_many']);
    // what hangs on the wall can still be scanned
    expect(await stamp(db, other, [scan(await tokenAt(db, 'arch'))])).toEqual(['accepted']);
  });

  it('is taken for 72 hours, and only while the trail is open', async () => {
    const token = await tokenAt(db, 'arch');
    expect(await stamp(db, me, [scan(token), scan(token)], [71 * 3600, 73 * 3600])).toEqual(['accepted', 'late']);
    const today = await db.value<string>('select app.day(app.clock_now())::text');
    await putTrail(db, 'opens-later', trailBody({ opens_on: '2100-01-01' }));
    await putTrail(db, 'just-closed', trailBody({ closes_on: '2020-01-01' }));
    await putTrail(db, 'today-only', trailBody({ opens_on: today, closes_on: today }));
    for (const [slug, verdict] of [
      ['opens-later', 'closed'],
      ['just-closed', 'closed'],
      ['today-only', 'accepted'],
    ])
      expect(await stamp(db, me, [scan(await tokenAt(db, 'arch', slug))]), slug).toEqual([verdict]);
  });
});

describe('a trail that changes while somebody walks it', () => {
  it('keeps stamps made before a code was renewed or a point was taken away, and takes none made after', async () => {
    await putTrail(db, 'moving', trailBody());
    const arch = await tokenAt(db, 'arch', 'moving');
    const library = await tokenAt(db, 'library', 'moving');
    await later('10 minutes', async () => {
      await db.sql.query(`select app.make_checkpoint_key('moving', 'arch')`);
      const left = trailBody({ points: trailBody().points.filter(({ id }) => id !== 'library') });
      await putTrail(db, 'moving', left, 2);
    });
    await later('20 minutes', async () => {
      expect(await stamp(db, me, [scan(arch), scan(library)], [900, 900])).toEqual(['accepted', 'accepted']);
      expect(await stamp(db, randomUUID(), [scan(arch), scan(library)])).toEqual(['closed', 'closed']);
      expect(await stamp(db, randomUUID(), [scan(await tokenAt(db, 'arch', 'moving'))])).toEqual(['accepted']);
    });
    expect(Object.keys(await grades()).sort()).toEqual(['arch', 'library']);
    await putTrail(db, 'moving', trailBody(), 3);
    expect(await tokenAt(db, 'library', 'moving')).toBe(library);
  });
});

describe('what a phone may read of a trail', () => {
  it('has hashes of its codes, no code, no answer and nothing of the screen’s secret', async () => {
    const page = await db.as<TrailPage>(null, `select api.trail('small-street', 'en')`);
    expect(page.points.map(({ id }) => id)).toEqual(['arch', 'library', 'pavilion']);
    const secrets = await db.rows<{ token: string; typed: string; screen: string }>(
      `select k.token, k.typed, encode(s.screen, 'hex') as screen from private.checkpoint_key k
       join private.checkpoint_secret s on s.trail = k.trail and s.point = k.point`,
    );
    const all = JSON.stringify(page);
    for (const { token, typed, screen: secret } of secrets)
      for (const one of [token, typed, secret]) expect(all).not.toContain(one);
    expect(page.points[0]?.question).toEqual({ stem: '展板上写着哪一年？', options: ['1885', '1886', '1887', '1888'] });
    expect(page.points[0]?.hashes).toEqual([
      createHash('sha256')
        .update(await tokenAt(db, 'arch'))
        .digest('hex'),
    ]);
  });

  it('is found by a token or a typed code, and by nothing that was never printed', async () => {
    const card = (token: string) => db.as<CheckpointCard | null>(null, `select api.checkpoint($1, 'zh-Hans')`, [token]);
    const expected = { trail: { slug: 'small-street' }, point: { id: 'library', seal: '书社' } };
    expect(await card(await tokenAt(db, 'library'))).toMatchObject(expected);
    expect(await card(await typedAt(db, 'library'))).toMatchObject(expected);
    for (const token of ['', 'x', randomBytes(16).toString('base64url'), 'ZZZZZZ', "' or 1=1 --"])
      expect(await card(token), token).toBeNull();
  });
});

describe('staff should look', () => {
  it('at a printed code that 500 phones used within minutes: all stamps are kept, the point is flagged', async () => {
    await putTrail(db, 'photographed', trailBody());
    const token = await tokenAt(db, 'arch', 'photographed');
    const phones = Array.from({ length: 500 }, () => randomUUID());
    for (const [i, phone] of phones.entries()) await stamp(db, phone, [scan(token)], [300 - i / 2]);
    expect(await db.value(`select count(*)::int from app.stamp where trail = 'photographed'`)).toBe(500);
    expect(await db.rows(`select point, kind, count > 100 as many from app.flag where trail = 'photographed'`)).toEqual(
      [{ point: 'arch', kind: 'shared_code', many: true }],
    );
    expect(await db.value(`select app.is_flagged('photographed')`)).toBe(true);
  });

  it('not at a school of a hundred that takes half an hour', async () => {
    await putTrail(db, 'school-visit', trailBody());
    const token = await tokenAt(db, 'arch', 'school-visit');
    for (let i = 0; i < 100; i++) await stamp(db, randomUUID(), [scan(token)], [1800 - i * 18]);
    expect(await db.value(`select app.is_flagged('school-visit')`)).toBe(false);
  });

  it('at stamps that nobody can have walked to; where positions are invented, speed says nothing', async () => {
    const codes = [scan(await tokenAt(db, 'arch')), scan(await tokenAt(db, 'library'))];
    expect(await stamp(db, me, codes, [100, 95])).toEqual(['accepted', 'accepted']);
    expect((await mine())?.stamps.map(({ point, fast }) => [point, fast])).toEqual([
      ['arch', false],
      ['library', true],
    ]);
    const walker = randomUUID();
    await stamp(db, walker, [scan(await tokenAt(db, 'arch')), scan(await tokenAt(db, 'library'))], [100, 60]);
    expect((await mine(walker))?.stamps.every(({ fast }) => !fast)).toBe(true);
    await putTrail(db, 'invented', trailBody({ positions: 'illustrative' }));
    const dreamer = randomUUID();
    await stamp(
      db,
      dreamer,
      [scan(await tokenAt(db, 'arch', 'invented')), scan(await tokenAt(db, 'library', 'invented'))],
      [100, 95],
    );
    expect((await mine(dreamer))?.stamps.every(({ fast }) => !fast)).toBe(true);
  });

  it('not between points whose place nobody has entered', async () => {
    const body = trailBody();
    const points = body.points.map((point) => ({ ...point, position: null, radius_m: null }));
    await putTrail(db, 'unplaced', { ...body, points });
    const codes = [scan(await tokenAt(db, 'arch', 'unplaced')), scan(await tokenAt(db, 'library', 'unplaced'))];
    expect(await stamp(db, me, codes, [100, 99])).toEqual(['accepted', 'accepted']);
    expect((await mine())?.stamps.map(({ fast }) => fast)).toEqual([false, false]);
  });
});

describe('stamps', () => {
  it('are the same when they are derived from the ledger anew', async () => {
    const stored = await db.rows('select * from app.stamp order by person, trail, point, day');
    expect(stored.length).toBeGreaterThan(600);
    expect(await db.rows('select * from app.stamps_of() order by person, trail, point, day')).toEqual(stored);
  });

  it('of two passports become one’s: nothing doubled, figures agree', async () => {
    const other = randomUUID();
    const key = 'K'.repeat(26);
    await db.as(me, 'select api.register_recovery($1)', [createHash('sha256').update(key).digest('hex')]);
    await stamp(db, me, [scan(await tokenAt(db, 'arch'))], [600]);
    await stamp(db, other, [scan(await tokenAt(db, 'arch')), answerAt('pavilion', 'C')], [300, 60]);
    await db.as(other, 'select api.reclaim($1)', [key]);
    expect(await grades(other)).toEqual({ arch: 2, pavilion: 3 });
    expect(await grades(me)).toEqual({ arch: 2, pavilion: 3 });
    expect(
      await db.value(
        `select count(*)::int from app.participation where outcome = 'stamp_again' and person = (
      select person from private.person_link where sign_in = $1)`,
        [me],
      ),
    ).toBe(1);
    expect(await differences(db)).toEqual([]);
  });
});
