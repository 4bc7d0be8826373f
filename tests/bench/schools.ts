/** (f) Class hours at the size of a prefecture: the rates' page as pupils grow tenfold, class codes that are wrong in three ways. */
import { randomUUID } from 'node:crypto';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { smallCity } from '../world/forms.ts';
import { schoolYear } from '../world/ningde.ts';
import { insertPersonas, PERSONAS } from '../world/personas.ts';
import { join, openClass, smallSchools } from '../world/schools.ts';
import { aim, median, ms, quantile, table, times } from './measure.ts';

const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

async function prefecture(pupils: number): Promise<Database> {
  const db = await freshDatabase();
  await smallCity(db);
  await insertPersonas(db.sql);
  await db.sql.query('update private.deployment set second_factor = false');
  await smallSchools(db);
  await db.sql.query('delete from app.roster');
  const share = (of: number) => Math.round((pupils * of) / 280_000);
  await schoolYear(db, {
    schools: 458,
    pupils,
    registered: share(279_500),
    begun: share(278_400),
    done: share(277_030),
  });
  return db;
}

/** Milliseconds of one reading of the city's rates. */
async function ratesOf(db: Database, runs: number): Promise<number> {
  const year = await db.value<string>('select app.school_year(app.day(app.clock_now()))::text');
  const read = () => db.as(PERSONAS.he.id, `select api.course_rates('330300', $1, 'zh-Hans')`, [year]);
  await read();
  const took: number[] = [];
  for (let i = 0; i < runs; i++) took.push(await timed(read));
  return median(took);
}

export async function benchSchools(_: unknown, quick: boolean): Promise<string> {
  const [few, many] = quick ? [2_800, 28_000] : [28_000, 280_000];
  try {
    const [small, large] = [await prefecture(few), await prefecture(many)];
    const [before, after] = [await ratesOf(small, 9), await ratesOf(large, 9)];
    const expired = await openClass(small, 10, { number: 41 });
    const locked = await openClass(small, 10, { number: 42 });
    await small.sql.query('update private.class_code set until = until - 30 where class = $1', [expired.id]);
    await small.value('select app.lay_code_days($1)', [expired.id]);
    await small.as(PERSONAS.dai.id, 'select api.lock_class_code($1, true)', [locked.id]);
    const codes = { wrong: 'ZZZZZZZZ', expired: expired.code, locked: locked.code };
    const took: Record<string, number[]> = { wrong: [], expired: [], locked: [] };
    for (let i = 0; i < (quick ? 100 : 400); i++)
      for (const [name, code] of Object.entries(codes))
        took[name]!.push(await timed(() => join(small, randomUUID(), code, 1)));
    const spread = Object.values(took).map((values) => quantile(values, 0.95));
    const apart = Math.max(...spread) - Math.min(...spread);
    const { code } = await openClass(large, 60, { number: 43 });
    const seats: number[] = [];
    for (let seat = 1; seat <= 60; seat++) seats.push(await timed(() => join(large, randomUUID(), code, seat)));
    return `## (f) Class hours

${table(
  ['', `${few.toLocaleString('en')} pupils`, `${many.toLocaleString('en')} pupils`, 'ratio', 'aim'],
  [
    [
      'rates of a city of 458 schools',
      ms(before),
      ms(after),
      times(after / before),
      aim(after / before <= 1.3, '≤ 1.3×'),
    ],
    ['a pupil takes a seat (median of 60)', '–', ms(median(seats)), '–', '–'],
  ],
)}

Class codes, 95th percentile: wrong ${ms(spread[0]!)}, expired ${ms(spread[1]!)}, locked ${ms(spread[2]!)}; ${ms(apart)} apart (${aim(apart < 5, '< 5 ms')}).`;
  } finally {
    await closeDatabases();
  }
}
