import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { send } from '../world/records.ts';
import { answerAt, putTrail, scan, stamp, tokenAt } from '../world/trails.ts';

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
  await smallCity(db);
  await putTrail(db);
});
afterAll(closeDatabases);

const refusals = (signIn: string) =>
  db.value<number>(
    'select count(*)::int from app.participation_reject r join private.person_link l using (person) where l.sign_in = $1',
    [signIn],
  );

describe('guesses at a point', () => {
  it('are none behind blanks: what would not be kept whole is not read', async () => {
    const me = randomUUID();
    const padded = ['A', 'B', 'C', 'D'].map((choice) => answerAt('arch', choice).padEnd(1500));
    for (const one of padded) expect(await stamp(db, me, [one])).toEqual(['rejected:bad_field']);
    expect(await stamp(db, me, [answerAt('arch', 'C')])).toEqual(['accepted']);
  });

  it('end where refusals are no longer kept; a printed code can still be scanned', async () => {
    const me = randomUUID();
    for (let batch = 0; batch < 5; batch++)
      await send(
        db,
        me,
        Array.from({ length: 200 }, (_, i) => `rubbish ${batch} ${i}`),
      );
    expect(await refusals(me)).toBe(1000);
    expect(await stamp(db, me, [answerAt('arch', 'A')])).toEqual(['rejected:too_many']);
    expect(await stamp(db, me, [answerAt('library', 'C')])).toEqual(['rejected:too_many']);
    expect(await stamp(db, me, [scan(await tokenAt(db, 'arch'))])).toEqual(['accepted']);
  });

  it('are not forgotten when passports are joined', async () => {
    const [me, fresh] = [randomUUID(), randomUUID()];
    const wrong = ['A', 'B'].map((choice) => answerAt('arch', choice));
    expect(await stamp(db, me, wrong)).toEqual(['rejected:not_proved', 'rejected:not_proved']);
    // the same refusal on both sides is one
    await send(db, me, ['rubbish']);
    await send(db, fresh, ['rubbish']);
    const { code } = await db.as<{ code: string }>(fresh, 'select api.offer_passport()');
    await db.as(me, 'select api.take_passport($1)', [code]);
    expect(await stamp(db, me, [answerAt('arch', 'C')])).toEqual(['rejected:too_many']);
    expect(await refusals(fresh)).toBe(4);
  });
});
