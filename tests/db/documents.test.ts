import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionAbout, questionBody } from '../world/bank.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { monitoringForm } from '../world/forms.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';

interface Saved {
  key: string;
  revision: number;
  problems: { field: string; rule: string }[];
}
interface Outcome {
  done: number;
  refused: { key: string; problem: string; problems?: { field: string; rule: string }[] }[];
}

let db: Database;
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
});
afterAll(closeDatabases);

const as = <T>(who: Persona, call: string, values: unknown[] = []) =>
  db.as<T>(PERSONAS[who].id, `select ${call}`, values);
const save = (who: Persona, key: string | null, based: number, body: object, kind = 'question') =>
  as<Saved>(who, 'api.save_document($1, $2, $3, $4)', [kind, key, based, JSON.stringify(body)]);
const submit = (who: Persona, key: string, kind = 'question') =>
  as<Outcome>(who, 'api.submit_documents($1, $2)', [kind, [key]]);
const publish = (who: Persona, key: string, kind = 'question') =>
  as<Outcome>(who, 'api.publish_documents($1, $2)', [kind, [key]]);
// biome-ignore lint/suspicious/noExplicitAny: looked into field by field
const read = (who: Persona, key: string, kind = 'question') => as<any>(who, 'api.document($1, $2)', [kind, key]);
const stemsInPublic = async () =>
  (await db.as<{ stem: string }[]>(null, `select api.practice_bank('zh-Hans')`)).map(({ stem }) => stem);

/** Written by Wen, handed in, published by He. */
async function published(body: object, key: string | null = null): Promise<string> {
  const saved = await save('wen', key, 0, body);
  expect(await submit('wen', saved.key)).toEqual({ done: 1, refused: [] });
  expect(await publish('he', saved.key)).toEqual({ done: 1, refused: [] });
  return saved.key;
}

describe('a question', () => {
  it('is written, handed in, published by a second person, and only then seen by the public', async () => {
    const stem = '写、审、发，三步走完才看得到？';
    const { key, revision, problems } = await save('wen', null, 0, questionAbout(stem));
    expect([revision, problems]).toEqual([1, []]);
    expect(await publish('he', key)).toMatchObject({ done: 0, refused: [{ problem: 'state' }] });
    await submit('wen', key);
    expect(await stemsInPublic()).not.toContain(stem);
    const before = await db.value<string>('select revision from app.content_revision');
    expect(await publish('he', key)).toEqual({ done: 1, refused: [] });
    expect(await stemsInPublic()).toContain(stem);
    expect(Number(await db.value('select revision from app.content_revision'))).toBeGreaterThan(Number(before));
  });

  it('is never published by somebody who wrote a part of it', async () => {
    await db.sql.query(`insert into app.role_right values ('reviewer', 'content.write', false)`);
    const { key } = await save('wen', null, 0, questionAbout('两个人一起写的题，谁来审？'));
    await save('he', key, 1, questionAbout('两个人一起写的题，谁来审呢？'));
    await submit('wen', key);
    expect(await publish('he', key)).toMatchObject({ done: 0, refused: [{ key, problem: 'same_person' }] });
    expect((await read('he', key)).may).toMatchObject({ publish: false, give_back: true });
    await db.sql.query(`delete from app.role_right where role = 'reviewer' and "right" = 'content.write'`);
  });

  it('keeps being shown as it was while its change waits for review', async () => {
    const key = await published(questionAbout('旧的说法还在吗？'));
    await save('wen', key, 1, questionAbout('新的说法还没审。'));
    await submit('wen', key);
    expect(await stemsInPublic()).toEqual(expect.arrayContaining(['旧的说法还在吗？']));
    expect(await read('wen', key)).toMatchObject({ head: 2, live_revision: 1, status: 'review' });
    await publish('he', key);
    const now = await stemsInPublic();
    expect([now.includes('旧的说法还在吗？'), now.includes('新的说法还没审。')]).toEqual([false, true]);
  });

  it('goes back to its author with a note, and a further save takes it out of review', async () => {
    const { key } = await save('wen', null, 0, questionAbout('要退回的题是哪一道？'));
    await submit('wen', key);
    await as('he', 'api.give_back($1, $2, $3)', ['question', key, '请补上条款']);
    expect(await read('wen', key)).toMatchObject({
      status: 'draft',
      returned: true,
      note: '请补上条款',
      reviewer: '何科',
    });
    const notices = await as<{ returned: { key: string }[] }>('wen', 'api.notices()');
    expect(notices.returned.map((row) => row.key)).toContain(key);
    await submit('wen', key);
    await save('wen', key, 1, questionAbout('改过的题还在审吗？'));
    expect(await read('he', key)).toMatchObject({ status: 'draft', returned: false, head: 2 });
    expect(await publish('he', key)).toMatchObject({ done: 0, refused: [{ problem: 'state' }] });
  });

  it('returns to an earlier revision by one call, as a draft on top', async () => {
    const key = await published(questionAbout('第一版怎么说？'));
    await save('wen', key, 1, questionAbout('第二版怎么说？'));
    expect(await as('wen', 'api.restore_revision($1, $2, $3)', ['question', key, 1])).toEqual({ key, revision: 3 });
    const now = await read('wen', key);
    expect(now.body.words['zh-Hans'].stem).toBe('第一版怎么说？');
    expect(now.revisions.map((r: { status: string }) => r.status)).toEqual(['draft', 'superseded', 'published']);
  });

  it('that was withdrawn is gone for the public; answers to it still count', async () => {
    const stem = '要撤回的题还能答吗？';
    const key = await published(questionAbout(stem));
    await as('he', 'api.withdraw_document($1, $2)', ['question', key]);
    expect(await stemsInPublic()).not.toContain(stem);
    const record = { id: '11111111-1111-4111-8111-111111111111', v: 1, kind: 'answer', at: '2026-06-01T00:00:00Z' };
    const batch = [JSON.stringify({ ...record, quiz: 'daily', question: key, rev: 1, choice: 'A', ms: 900 })];
    const reply = await as<{ verdicts: { verdict: string }[] }>('an', 'api.record_participation(1, null, now(), $1)', [
      batch,
    ]);
    expect(reply.verdicts[0]?.verdict).toBe('accepted');
  });

  it('is hidden from the day after a law that it rests on has ended', async () => {
    const stem = '法条到期以后还出现吗？';
    await published(questionAbout(stem, { facts: ['F2'] }));
    await db.sql.query(`update app.fact set valid_to = app.day(app.clock_now()) where code = 'F2'`);
    expect(await stemsInPublic()).toContain(stem);
    await db.sql.query(`update app.fact set valid_to = app.day(app.clock_now()) - 1 where code = 'F2'`);
    expect(await stemsInPublic()).not.toContain(stem);
    const notices = await as<{ expired: { key: string; questions: number }[] }>('wen', 'api.notices()');
    expect(notices.expired.find((row) => row.key === 'F2')?.questions).toBeGreaterThan(0);
    await db.sql.query(`update app.fact set valid_to = null where code = 'F2'`);
  });

  it('that rests on a fact nobody has checked cannot be handed in', async () => {
    const unchecked = await db.value<string>(`select code from app.fact where status = 'M' limit 1`);
    const { key, problems } = await save('wen', null, 0, questionBody({ facts: [unchecked] }));
    expect(problems).toEqual([{ field: 'facts', rule: 'unchecked' }]);
    expect(await submit('wen', key)).toMatchObject({ done: 0, refused: [{ problem: 'content', problems }] });
  });
});

describe('two editors', () => {
  it('who save on the same revision: the second is told, and nothing of the first is lost', async () => {
    const { key } = await save('wen', null, 0, questionAbout('两人同时改，后到的怎么办？'));
    await save('wen', key, 1, questionAbout('先到的这样改。'));
    await expect(save('wen', key, 1, questionAbout('后到的那样改。'))).rejects.toThrow('edited_meanwhile');
    expect((await read('wen', key)).body.words['zh-Hans'].stem).toBe('先到的这样改。');
  });

  it('who create the same key: the second is told', async () => {
    await save('wen', 'same-key-twice', 0, questionBody());
    await expect(save('wen', 'same-key-twice', 0, questionBody())).rejects.toThrow('edited_meanwhile');
  });

  it('of twenty saves at once exactly one passes', async () => {
    const { key } = await save('wen', null, 0, questionAbout('二十个人一起保存，谁成？'));
    const clients = await Promise.all(Array.from({ length: 20 }, () => db.connect()));
    const tries = await Promise.allSettled(
      clients.map(async (client, i) => {
        await client.query(`set request.jwt.claims = '{"sub": "${PERSONAS.wen.id}"}'`);
        return client.query('select api.save_document($1, $2, 1, $3)', [
          'question',
          key,
          JSON.stringify(questionAbout(`第 ${i} 人`)),
        ]);
      }),
    );
    expect(tries.filter((t) => t.status === 'fulfilled').length).toBe(1);
    expect((await read('wen', key)).head).toBe(2);
  });
});

describe('a monitoring form', () => {
  it('that is open keeps its questions; a change goes on as the next version', async () => {
    await monitoringForm(db, 'used', 3, 2);
    await db.sql.query(`select app.load_document('quiz', 'used', '330300', to_jsonb(x), false) from (select 'monitoring' as purpose,
      '{"zh-Hans": "监测"}'::jsonb as title, '{"zh-Hans": "演示"}'::jsonb as summary, 1 as version, 2 as threshold, array['used-1', 'used-2', 'used-3'] as items) x`);
    const { body } = await read('wen', 'used', 'quiz');
    const changed = await save('wen', 'used', 1, { ...body, items: ['used-1', 'used-2'] }, 'quiz');
    expect(changed.problems).toEqual([{ field: 'version', rule: 'form_locked' }]);
    const next = await save('wen', 'used', 2, { ...body, items: ['used-1', 'used-2'], version: 2 }, 'quiz');
    expect(next.problems).toEqual([]);
    await submit('wen', 'used', 'quiz');
    expect(await publish('he', 'used', 'quiz')).toEqual({ done: 1, refused: [] });
    expect(
      await db.rows(`select version, count(*)::int as n from app.quiz_item where quiz = 'used' group by 1 order by 1`),
    ).toEqual([
      { version: 1, n: 3 },
      { version: 2, n: 2 },
    ]);
    await expect(db.sql.query(`delete from app.quiz_item where quiz = 'used' and version = 1`)).rejects.toThrow(
      'form_locked',
    );
  });

  it('that opens later can still be changed as it stands', async () => {
    await db.sql.query(`update app.quiz set opens_at = app.clock_now() + interval '1 day' where slug = 'used'`);
    const { body, head, locked } = await read('wen', 'used', 'quiz');
    expect(locked).toBe(false);
    expect((await save('wen', 'used', head, { ...body, threshold: 1 }, 'quiz')).problems).toEqual([]);
    await db.sql.query(`update app.quiz set opens_at = null where slug = 'used'`);
    expect((await read('wen', 'used', 'quiz')).problems).toEqual([{ field: 'version', rule: 'form_locked' }]);
  });

  it('keeps its questions from being withdrawn', async () => {
    const key = await db.value<string>(
      `select question from app.quiz_item where purpose = 'monitoring' and quiz <> 'used' limit 1`,
    );
    await expect(as('he', 'api.withdraw_document($1, $2)', ['question', key])).rejects.toThrow('in_use');
  });
});

describe('a contest', () => {
  it('draws the revision that was published last, and spreads over knowledge points', async () => {
    const { items, slug } = (
      await db.rows<{ items: string[]; slug: string }>(
        `select quiz as slug, array_agg(question order by position) as items from app.quiz_item where purpose = 'contest' group by 1 limit 1`,
      )
    )[0]!;
    const key = items[0]!;
    const { body } = await read('wen', key);
    const stem = `${body.words['zh-Hans'].stem}（改）`;
    await save('wen', key, 1, { ...body, words: { 'zh-Hans': { ...body.words['zh-Hans'], stem } } });
    await submit('wen', key);
    await publish('he', key);
    expect(await db.value('select revision from app.quiz_item where quiz = $1 and question = $2', [slug, key])).toBe(2);
    await db.sql.query(
      `update app.quiz set spread = 'kp', draw = 10, opens_at = app.clock_now() - interval '1 hour', closes_at = app.clock_now() + interval '1 day' where slug = $1`,
      [slug],
    );
    const kps = await db.value<number>(
      'select count(distinct q.kp)::int from app.quiz_item i join app.question q on q.code = i.question and q.revision = i.revision where i.quiz = $1',
      [slug],
    );
    const drawn = await as<{ items: { kp: number }[] }>('bei', `api.open_contest($1, 'zh-Hans')`, [slug]);
    expect(new Set(drawn.items.map((item) => item.kp)).size).toBe(Math.min(10, kps));
  });
});

describe('the list', () => {
  it('finds by two characters in the middle of a word, by filter, page by page without gaps or doubles', async () => {
    const list = (filter: object, after: string | null = null, size = 7) =>
      as<{ items: { key: string; title: string; kp: number }[]; next: string | null; total: number }>(
        'wen',
        'api.documents($1, $2, $3, $4)',
        ['question', JSON.stringify(filter), after, size],
      );
    const found = await list({ text: '不明的' }, null, 200);
    expect(found.items.length).toBeGreaterThan(0);
    for (const item of found.items)
      expect(item.title + (await read('wen', item.key)).body.words['zh-Hans'].options).toContain('不明的');
    const keys: string[] = [];
    let after: string | null = null;
    do {
      const page = await list({ kp: 3 }, after);
      keys.push(...page.items.map((item) => item.key));
      for (const item of page.items) expect(item.kp).toBe(3);
      after = page.next;
    } while (after);
    expect(keys.length).toBe(
      await db.value(
        `select count(*)::int from app.document where kind = 'question' and kp = 3 and status <> 'withdrawn'`,
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a picture', () => {
  it('is taken by what its bytes are, not by what they are called; SVG is not', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const put = (bytes: Buffer, type: string) =>
      as<{ hash: string }>('wen', 'api.put_media($1, $2)', [bytes.toString('base64'), type]);
    const { hash } = await put(png, 'image/png');
    expect(await db.as(null, 'select api.media($1)', [hash])).toMatchObject({ type: 'image/png' });
    await expect(put(png, 'image/webp')).rejects.toThrow('bad_argument');
    await expect(put(Buffer.from('<svg onload="alert(1)"></svg>'), 'image/svg+xml')).rejects.toThrow('bad_argument');
    await expect(put(Buffer.concat([png, Buffer.alloc(310_000)]), 'image/png')).rejects.toThrow('bad_argument');
  });
});
