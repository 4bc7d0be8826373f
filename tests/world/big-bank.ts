import type { Client } from 'pg';

/**
 * Fills the seeded city's bank up to `total` questions: copies of its own, each with a number at the end of what is
 * searched, as drafts of the city. Answers how many were added.
 */
export async function bigBank(db: { sql: Client }, total: number): Promise<number> {
  const { rowCount } = await db.sql.query(
    `with own as materialized (
       select d.*, r.body, row_number() over (order by d.key) as i, count(*) over () as n
       from app.document d join private.document_revision r on r.kind = d.kind and r.key = d.key and r.revision = d.head
       where d.kind = 'question' and d.place = '330300' and d.status <> 'withdrawn'),
     made as materialized (
       select o.*, 'big-' || g as own_key, '第' || g || '号' as mark, app.clock_now() - g * interval '1 second' as at
       from generate_series(1, $1 - (select count(*) from own)) g join own o on o.i = 1 + g % o.n),
     revisions as (
       insert into private.document_revision (kind, key, revision, body, status, author_name, saved_at)
       select 'question', own_key, 1, jsonb_set(body, '{words,zh-Hans,stem}', to_jsonb(body #>> '{words,zh-Hans,stem}' || mark)), 'draft', '', at from made)
     insert into app.document (kind, key, place, head, status, title, kp, pool, question_kind, stages, facts, valid_from, valid_to, author_name, saved_at, search, grams)
     select 'question', own_key, place, 1, 'draft', title || mark, kp, pool, question_kind, stages, facts, valid_from, valid_to, '', at,
       search || mark, grams || app.bigrams(right(search, 1) || mark)
     from made`,
    [total],
  );
  await db.sql.query('analyze app.document, private.document_revision');
  return rowCount ?? 0;
}
