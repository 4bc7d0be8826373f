import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionAbout } from '../world/bank.ts';
import { callAs, closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { insertStaff, PERSONAS, type Persona } from '../world/personas.ts';

/** Two people of the console at the same moment: the second one's call begins while the first one's is not yet finished. */
let db: Database;
let clients: [pg.Client, pg.Client];
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  clients = [await db.connect(), await db.connect()];
});
afterAll(closeDatabases);

type Act = [who: Persona | string, call: string, ...values: unknown[]];
const idOf = (who: string) => PERSONAS[who as Persona]?.id ?? who;
const as = <T>([who, call, ...values]: Act) => db.as<T>(idOf(who), `select ${call}`, values);

/** Runs both; answers what each got, an error as its word. */
async function atOnce([first, ...others]: Act, second: Act): Promise<[unknown, unknown]> {
  const [one, two] = clients;
  await one.query('begin');
  await one.query(`select set_config('request.jwt.claims', $1, true)`, [JSON.stringify({ sub: idOf(first) })]);
  const [call, ...values] = others;
  const said = (error: pg.DatabaseError) => `${error.code} ${error.message}`;
  const mine = await one.query(`select ${call} as v`, values).then(({ rows }) => rows[0].v, said);
  let done = false;
  const [who, theirs, ...those] = second;
  const other = callAs(two, idOf(who), `select ${theirs}`, those).catch(said);
  void other.finally(() => {
    done = true;
  });
  for (let tries = 0; tries < 300 && !done; tries++) {
    const waits = `select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    if ((await db.value<number>(waits)) > 0) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await one.query('commit');
  return [mine, await other];
}

const put = (kind: string, key: string | null, based: number, body: object): Act => [
  'wen',
  'api.save_document($1, $2, $3, $4)',
  ...[kind, key, based, JSON.stringify(body)],
];
const submit = (key: string, kind = 'question'): Act => ['wen', 'api.submit_documents($1, $2)', kind, [key]];
const publish = (key: string, kind = 'question'): Act => ['he', 'api.publish_documents($1, $2)', kind, [key]];
const withdraw = (key: string, kind = 'question'): Act => ['he', 'api.withdraw_document($1, $2)', kind, key];
const commit = (job: string): Act => ['wen', `api.import_commit($1, 'good')`, job];
const state = (key: string) =>
  db.rows<{ status: string; head: number; live: number | null }>(
    'select status, head, live from app.document where key = $1',
    [key],
  );

async function waiting(key: string, more: Record<string, unknown> = {}): Promise<string> {
  await as(put('question', key, 0, questionAbout(`${key} 怎么办？`, more)));
  expect(await as(submit(key))).toMatchObject({ done: 1 });
  return key;
}
async function live(key: string, more: Record<string, unknown> = {}): Promise<string> {
  expect(await as(publish(await waiting(key, more)))).toMatchObject({ done: 1 });
  return key;
}
/** An import that stands ready, of questions with these keys, by 文编 or somebody else. */
async function job(stem: string, keys: string[], who: Persona | string = 'wen'): Promise<string> {
  const { job } = await as<{ job: string }>([who, `api.import_open('question', 'x')`]);
  const rows = keys.map((key) => ({ key, body: questionAbout(`${stem}${key}`) }));
  await as([who, 'api.import_rows($1, 1, $2)', job, JSON.stringify(rows)]);
  return job;
}

describe('publishing at the moment of', () => {
  it('a save: what was reviewed is live, or nothing; never what nobody has seen', async () => {
    const key = await waiting('race-save');
    const [saved, published] = await atOnce(put('question', key, 1, questionAbout('没人看过的话')), publish(key));
    expect([saved, published]).toMatchObject([{ revision: 2 }, { done: 0, refused: [{ problem: 'state' }] }]);
    const other = await waiting('save-race');
    expect(await atOnce(publish(other), put('question', other, 1, questionAbout('后来的话')))).toMatchObject([
      { done: 1 },
      { revision: 2 },
    ]);
    expect(await state(other)).toEqual([{ status: 'draft', head: 2, live: 1 }]);
  });

  it('a save that is handed in again: the reviewer says which revision they read', async () => {
    const key = await waiting('race-read');
    await as(put('question', key, 1, questionAbout('读过之后换掉的话')));
    await as(submit(key));
    const seen = (revision: number): Act => ['he', `api.publish_documents('question', $1, $2)`, [key], [revision]];
    expect(await as(seen(1))).toMatchObject({ done: 0, refused: [{ key, problem: 'state' }] });
    expect(await as(seen(2))).toMatchObject({ done: 1, refused: [] });
    await expect(as(['he', `api.publish_documents('question', $1, '{}')`, [key]])).rejects.toThrow('bad_argument');
  });

  it('a withdrawal or another reviewer: one after the other, each told what is', async () => {
    const key = await waiting('race-gone');
    expect(await atOnce(publish(key), withdraw(key))).toMatchObject([{ done: 1 }, { done: 1 }]);
    expect(await state(key)).toEqual([{ status: 'withdrawn', head: 1, live: null }]);
    expect(await db.value(`select count(*)::int from app.question where code = 'race-gone' and current`)).toBe(0);
    const two = await waiting('two-reviewers');
    const [first, second] = await atOnce(publish(two), publish(two));
    expect([first, second]).toMatchObject([{ done: 1 }, { done: 0, refused: [{ problem: 'state' }] }]);
  });

  it('the withdrawal of a question that its quiz needs: never a form that asks what is gone', async () => {
    const form = async (slug: string) => {
      const items = [await live(`${slug}-a`, { pool: 'monitoring' }), await live(`${slug}-b`, { pool: 'monitoring' })];
      const words = { 'zh-Hans': '监测' };
      const body = { purpose: 'monitoring', title: words, summary: words, items, version: 1, threshold: 1 };
      await as(put('quiz', slug, 0, body));
      expect(await as(submit(slug, 'quiz'))).toMatchObject({ done: 1 });
      return items[0]!;
    };
    const a = await form('race-form');
    expect(await atOnce(publish('race-form', 'quiz'), withdraw(a))).toEqual([{ done: 1, refused: [] }, 'PT409 in_use']);
    const b = await form('form-race');
    expect(await atOnce(withdraw(b), publish('form-race', 'quiz'))).toMatchObject([
      { done: 1 },
      { done: 0, refused: [{ problem: 'content', problems: [{ field: 'items', rule: 'unpublished' }] }] },
    ]);
  });

  it('its fact becoming unchecked: the question stays out', async () => {
    const fact = (status: string) => ({ kp: 1, words: { 'zh-Hans': '事实' }, source: '出处', status });
    await as(put('fact', 'F7001', 0, fact('V-law')));
    await as(submit('F7001', 'fact'));
    await as(publish('F7001', 'fact'));
    await as(put('fact', 'F7001', 1, fact('M')));
    await as(submit('F7001', 'fact'));
    const key = await waiting('race-fact', { facts: ['F7001'] });
    const [first, second] = await atOnce(publish('F7001', 'fact'), publish(key));
    expect([first, second]).toMatchObject([{ done: 1 }, { done: 0, refused: [{ problem: 'content' }] }]);
  });
});

describe('an import at the moment of', () => {
  const hua = 'b0000000-0000-4000-8000-000000000001';
  beforeAll(() => insertStaff(db, hua, 'city_editor', '330300', '华编'));

  it('another one of the same keys: both come in, one upon the other', async () => {
    const [mine, theirs] = [await job('甲', ['both-1', 'both-2']), await job('乙', ['both-2', 'both-1'], hua)];
    expect(await atOnce(commit(mine), [hua, `api.import_commit($1, 'all')`, theirs])).toMatchObject([
      { done: true, new: 2 },
      { done: true, new: 0, changed: 2 },
    ]);
    expect(await state('both-1')).toMatchObject([{ head: 2 }]);
  });

  it('its own second press: it comes in once', async () => {
    const mine = await job('甲', ['press-1']);
    expect(await atOnce(commit(mine), commit(mine))).toMatchObject([{ done: true, new: 1 }, 'PT404 not_found']);
  });

  it('a save: the later one is on top, and nothing is lost', async () => {
    await as(put('question', 'import-save', 0, questionAbout('先有的题')));
    const save = put('question', 'import-save', 1, questionAbout('同时保存的题'));
    expect(await atOnce(save, commit(await job('丙', ['import-save'])))).toMatchObject([
      { revision: 2 },
      { changed: 1 },
    ]);
    expect(await state('import-save')).toMatchObject([{ head: 3 }]);
    const late = put('question', 'import-save', 3, questionAbout('晚了一步的题'));
    const [, told] = await atOnce(commit(await job('丁', ['import-save'])), late);
    expect(told).toBe('PT409 edited_meanwhile');
  });

  it('a first save of the same key', async () => {
    const save = put('question', 'import-new', 0, questionAbout('第一次保存'));
    const [saved, came] = await atOnce(save, commit(await job('戊', ['import-new'])));
    expect([saved, came]).toMatchObject([{ revision: 1 }, { new: 0, changed: 1 }]);
    const again = put('question', 'new-import', 0, questionAbout('第一次保存'));
    const [first, told] = await atOnce(commit(await job('己', ['new-import'])), again);
    expect([first, told]).toMatchObject([{ new: 1 }, 'PT409 edited_meanwhile']);
  });

  it('opening another file: the first one is gone, as one is told', async () => {
    const mine = await job('庚', ['reopen-1']);
    const rows = JSON.stringify([{ key: 'reopen-2', body: questionAbout('辛') }]);
    const [, sent] = await atOnce(
      ['wen', `api.import_open('question', 'y')`],
      ['wen', 'api.import_rows($1, 1, $2)', mine, rows],
    );
    expect(sent).toBe('PT404 not_found');
    const next = await job('壬', ['reopen-3']);
    const [, came] = await atOnce(['wen', `api.import_open('question', 'z')`], commit(next));
    expect(came).toBe('PT404 not_found');
  });
});

describe('people', () => {
  it('who withdraw each other at once: the first one stays, and the second has lost the right to', async () => {
    const [lan, mei] = ['b0000000-0000-4000-8000-000000000002', 'b0000000-0000-4000-8000-000000000003'];
    await insertStaff(db, lan, 'city_admin', '330300', '兰');
    await insertStaff(db, mei, 'city_admin', '330300', '梅');
    const roleOf = (who: string) => db.value<string>('select id from app.staff_role where sign_in = $1', [who]);
    const acts = [await roleOf(mei), await roleOf(lan)].map(
      (id, i): Act => [[lan, mei][i]!, 'api.withdraw_role($1)', id],
    );
    const [first, second] = await atOnce(acts[0]!, acts[1]!);
    expect([first, second]).toEqual([{ done: true }, 'PT403 not_staff']);
  });

  it('who accept one invitation at once: one of them has the role', async () => {
    const { code } = await as<{ code: string }>(['he', `api.invite('counter', '330381', '窗口')`]);
    const accept = (who: Persona): Act => [who, 'api.accept_invitation($1)', code];
    expect(await atOnce(accept('dai'), accept('sun'))).toMatchObject([{ role: 'counter' }, 'PT404 not_found']);
    expect(await db.value(`select count(*)::int from app.staff_role where role = 'counter' and place = '330381'`)).toBe(
      1,
    );
  });
});
