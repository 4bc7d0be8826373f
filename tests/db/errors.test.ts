import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ERRORS, type ErrorName } from '../../src/contract/errors.ts';
import { ROOT } from '../tasks.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { insertStaff } from '../world/personas.ts';

/** What the database raises on purpose is what the register has. */
const folder = path.join(ROOT, 'supabase/migrations');
const sql = fs
  .readdirSync(folder)
  .sort()
  .map((file) => fs.readFileSync(path.join(folder, file), 'utf8').replace(/--.*$/gm, ''))
  .join('\n');

let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(closeDatabases);

describe('errors', () => {
  it('each raise with the SQLSTATE and the word of the register', async () => {
    for (const [name, { sqlstate }] of Object.entries(ERRORS)) {
      const raised = await db.value('select app.refuse($1)', [name]).then(
        () => null,
        (error) => error as pg.DatabaseError,
      );
      expect([raised?.code, raised?.message], name).toEqual([sqlstate, name]);
      expect(sqlstate, name).toMatch(/^PT\d{3}$/);
      expect(Number(sqlstate.slice(2)), name).toBe(ERRORS[name as ErrorName].http);
    }
  });

  it('are no others: app.refuse knows the register only, and every call names a word of it', () => {
    const known = [...sql.matchAll(/when '(\w+)' then 'PT\d+'/g)].map(([, name]) => name);
    expect(known.sort()).toEqual(Object.keys(ERRORS).sort());
    const used = new Set([...sql.matchAll(/app\.refuse\('(\w+)'\)/g)].map(([, name]) => name!));
    expect([...used].filter((name) => !(name in ERRORS))).toEqual([]);
    expect(used.size).toBeGreaterThan(5);
  });

  it('are raised in one place; ledger and logs alone have refusals of their own, for their owner', () => {
    const raises = [...sql.matchAll(/raise (?!notice|log)[^;]+;/g)].map(([text]) => text.replace(/\s+/g, ' '));
    expect(raises).toEqual([
      'raise exception using errcode = state, message = name;',
      `raise exception using errcode = '55000', message = 'app.participation is append-only';`,
      `raise exception using errcode = '55000', message = 'logs are append-only';`,
    ]);
  });

  it('never are of a kind that PostgREST would run again', () => {
    expect(sql).not.toMatch(/40001|40P01|55P03|serialization_failure|deadlock_detected|lock_not_available/i);
    expect(sql).not.toMatch(/\b(nowait)\b/i);
  });

  it('carry no detail and no hint', () => {
    expect(sql).not.toMatch(/\busing\b[^;]*\b(detail|hint)\s*=/i);
  });
});

describe('a hostile argument', () => {
  /** Everything that a caller could put, per type. */
  const odd: Record<string, unknown[]> = {
    text: [null, '', 'x', '../..', `'; drop table app.person; --`, '毒'.repeat(9000), '\u202e', '2026-Q9', '9999-Q1'],
    uuid: [null, '00000000-0000-0000-0000-000000000000'],
    integer: [null, 0, -1, 1, 2 ** 31 - 1],
    boolean: [null, true, false],
    date: [null, 'infinity', '-infinity', '4713-01-01 BC', '2026-06-15', '5874897-12-31'],
    'double precision': [null, 'NaN', 'Infinity', '-Infinity', 0, 1e308],
    'timestamp with time zone': [null, 'infinity', '2026-06-01'],
    'text[]': [null, [], [null], [''], ['{'], ['[[[[']],
    'integer[]': [null, [], [null], [0], [[1, 2]], [2 ** 31 - 1]],
    jsonb: [
      null,
      '{}',
      '[]',
      '"x"',
      '[{"key": 1, "body": []}]',
      '{"text": "毒", "kp": "x", "after_at": 1}',
      `{"words": {"zh-Hans": "${'毒'.repeat(9000)}"}}`,
    ],
    bigint: [null, 0, -1, 2 ** 31],
    smallint: [null, 0, -1, 32767],
    'double precision[]': [null, [], [null], ['NaN']],
  };

  it('gets a registered error or an answer, from every function, and never a look inside', async () => {
    const seeded = await freshDatabase({ seeded: true });
    const functions = await seeded.rows<{ name: string; types: string[] }>(
      `select p.proname as name, array(select format_type(t, null) from unnest(p.proargtypes) t) as types
       from pg_proc p where p.pronamespace = 'api'::regnamespace order by 1`,
    );
    const me = '70000000-0000-4000-8000-000000000001';
    await insertStaff(seeded, me, 'city_admin city_editor reviewer', '330300', '测');
    const surprises: string[] = [];
    let asked = 0;
    for (const { name, types } of functions) {
      for (let round = 0; round < 9 && (types.length > 0 || round === 0); round++) {
        for (let turned = 0; turned < Math.max(1, types.length); turned++) {
          const values = types.map((type, i) => {
            const choices = odd[type];
            if (!choices) throw new Error(`${name}: nothing odd for ${type}`);
            return choices[(round + i * turned) % choices.length];
          });
          const call = `select api.${name}(${types.map((type, i) => `$${i + 1}::${type}`).join(', ')})`;
          await seeded.sql.query('begin');
          await seeded.sql.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: me })]);
          const error = await seeded.sql.query(call, values).then(
            () => null,
            (failed) => failed,
          );
          await seeded.sql.query('rollback');
          asked++;
          if (error && !(error.message in ERRORS))
            surprises.push(`${name}(${JSON.stringify(values).slice(0, 80)}): ${error.code} ${error.message}`);
        }
      }
    }
    expect(asked).toBeGreaterThan(200);
    expect(surprises).toEqual([]);
  }, 60_000);
});
