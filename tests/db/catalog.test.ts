import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';

/** Rules that every object of ours keeps, asked of the catalog: a slip in a migration fails here, by name. */
let db: Database;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(closeDatabases);

/** Columns that say where a place is. */
const PLACES = ['app.checkpoint.lng', 'app.checkpoint.lat', 'app.counter.address'];
const OURS = `('api', 'app', 'private', 'public')`;
const names = async (sql: string) => (await db.rows<{ name: string }>(sql)).map(({ name }) => name);

describe('every table', () => {
  it('has row-level security on', async () => {
    expect(
      await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ${OURS} and c.relkind in ('r', 'p') and not c.relrowsecurity`),
    ).toEqual([]);
  });

  it('has no policy at all: no browser role needs one', async () => {
    expect(await names(`select policyname as name from pg_policies where schemaname in ${OURS}`)).toEqual([]);
  });

  it('can be read or written by no role of the API, not by a column and not by PUBLIC', async () => {
    expect(
      await names(`select format('%s: %s', c.oid::regclass, r.rolname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join (select oid, rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role', 'authenticator')) r
        where n.nspname in ${OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and (has_table_privilege(r.oid, c.oid, 'select, insert, update, delete, truncate, references, trigger')
            or has_any_column_privilege(r.oid, c.oid, 'select, insert, update, references'))`),
    ).toEqual([]);
  });

  it('has an index for every foreign key', async () => {
    expect(
      await names(`select format('%s(%s)', k.conrelid::regclass, string_agg(a.attname, ', ' order by u.ord)) as name
        from pg_constraint k join pg_namespace n on n.oid = k.connamespace
        cross join unnest(k.conkey) with ordinality u (attnum, ord)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.attnum
        where k.contype = 'f' and n.nspname in ${OURS}
          and not exists (
            select from pg_index i
            where i.indrelid = k.conrelid and i.indpred is null
              and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
        group by k.oid, k.conrelid order by 1`),
    ).toEqual([]);
  });

  it('holds what its kind is for: app rows, private secrets, api and public nothing', async () => {
    expect(
      await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname in ('api', 'public')`),
    ).toEqual([]);
    expect(
      await names(`select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'private')`),
    ).toEqual([]);
    expect(
      await names(`select t.oid::regtype::text as name from pg_type t join pg_namespace n on n.oid = t.typnamespace
        where n.nspname in ('api', 'public')`),
    ).toEqual([]);
  });
});

describe('every function', () => {
  const functions = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${OURS}`;

  it('fixes an empty search_path', async () => {
    const all = await names(`select p.oid::regprocedure::text as name ${functions}`);
    expect(all.length).toBeGreaterThan(60);
    expect(
      await names(`select p.oid::regprocedure::text as name ${functions}
        and not coalesce('search_path=""' = any (p.proconfig), false)`),
    ).toEqual([]);
  });

  it('is closed to PUBLIC; only those of api are open to a role of the API', async () => {
    expect(
      await names(`select p.oid::regprocedure::text as name from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
        where n.nspname in ${OURS} and a.grantee = 0`),
    ).toEqual([]);
    expect(
      await names(`select distinct p.oid::regprocedure::text as name from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        cross join unnest(array['anon', 'authenticated', 'service_role']) r
        where n.nspname in ('app', 'private') and has_function_privilege(r, p.oid, 'execute')`),
    ).toEqual([]);
  });

  it('says in a comment what it is for', async () => {
    expect(
      await names(`select p.oid::regprocedure::text as name ${functions} and obj_description(p.oid, 'pg_proc') is null
        order by 1`),
    ).toEqual([]);
  });

  it('runs as an owner who is no superuser', async () => {
    expect(
      await names(`select distinct r.rolname as name from pg_proc p join pg_roles r on r.oid = p.proowner
        join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${OURS}`),
    ).toEqual(['postgres']);
    expect(await db.value(`select rolsuper from pg_roles where rolname = 'postgres'`)).toBe(false);
  });

  it('builds no SQL from text that it was given', async () => {
    expect(
      await names(`select p.oid::regprocedure::text as name ${functions} and p.prosrc ~* '\\mexecute\\M'`),
    ).toEqual([]);
  });

  it('survives names that a visitor put before it: a temporary table does not take the place of a real one', async () => {
    await db.sql.query('begin');
    await db.sql.query(`create temporary table participation (id int); create temporary table staff (sign_in uuid);
      set local search_path = pg_temp, app, private, public`);
    expect(await db.value('select api.content_state() is not null')).toBe(true);
    expect(await db.value('select count(*)::int from app.verify_rollups()')).toBe(0);
    await db.sql.query('rollback');
  });
});

describe('views and schemas', () => {
  it("no view is readable by those whose rows it would show with its owner's eyes", async () => {
    expect(
      await names(`select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        cross join unnest(array['anon', 'authenticated', 'service_role']) r
        where n.nspname in ${OURS} and c.relkind in ('v', 'm') and has_table_privilege(r, c.oid, 'select')`),
    ).toEqual([]);
  });

  it('only api may be entered by roles of the API, and nobody may create anything', async () => {
    expect(
      await names(`select format('%s: %s', n.nspname, r) as name from pg_namespace n
        cross join unnest(array['anon', 'authenticated', 'service_role']) r
        where n.nspname in ('app', 'private') and has_schema_privilege(r, n.oid, 'usage')
          or n.nspname in ${OURS} and has_schema_privilege(r, n.oid, 'create')`),
    ).toEqual([]);
  });

  it('what a later migration makes is closed until it is granted', async () => {
    await db.sql.query('begin');
    await db.sql.query(`create function api.later() returns int language sql set search_path = '' as 'select 1';
      create function app.later() returns int language sql set search_path = '' as 'select 1';
      create table app.later_rows (id int); create table private.later_rows (id int)`);
    for (const role of ['anon', 'authenticated', 'service_role']) {
      for (const fn of ['api.later()', 'app.later()'])
        expect(await db.value(`select has_function_privilege($1, $2, 'execute')`, [role, fn]), `${role} ${fn}`).toBe(
          false,
        );
      for (const table of ['app.later_rows', 'private.later_rows'])
        expect(await db.value(`select has_table_privilege($1, $2, 'select')`, [role, table]), `${role} ${table}`).toBe(
          false,
        );
    }
    await db.sql.query('rollback');
  });

  it('no column is there for what must never be stored', async () => {
    const forbidden =
      'phone|mobile|id_card|idcard|identity|real_?name|address|ip|ip_addr|lat|lng|lon|longitude|latitude|geo|location|user_?agent|photo|email|comment|nickname';
    expect(
      await names(`select format('%s.%s', c.oid::regclass, a.attname) as name
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where n.nspname in ('app', 'private') and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
          and (a.attname ~ '^(${forbidden})$' or format_type(a.atttypid, null) in ('inet', 'cidr', 'point', 'macaddr'))`),
      // of places: a checkpoint hangs on a wall, and a counter has its street
    ).toEqual(expect.toSatisfy((found: string[]) => found.every((column) => PLACES.includes(column))));
  });
});
