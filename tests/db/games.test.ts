import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Game, GameBody } from '../../src/contract/trails.ts';
import { closeDatabases, type Database, freshDatabase } from '../world/database.ts';
import { PERSONAS, type Persona } from '../world/personas.ts';
import { differences, send, text } from '../world/records.ts';

interface Problem {
  field: string;
  rule: string;
}

let db: Database;
const starter = new Map<string, GameBody>();
beforeAll(async () => {
  db = await freshDatabase({ seeded: true });
  for (const file of readdirSync('supabase/seed/games')) {
    const { slug, body } = JSON.parse(readFileSync(`supabase/seed/games/${file}`, 'utf8'));
    starter.set(slug, body);
  }
});
afterAll(closeDatabases);

const body = (slug: string): GameBody => structuredClone(starter.get(slug)) as GameBody;
const problems = async (own: unknown, key = 'a-new-game') =>
  (await db.rows<Problem>('select * from app.game_problems($1, $2)', [key, JSON.stringify(own)])).map(
    ({ field, rule }) => `${field} ${rule}`,
  );
const put = (slug: string, own: GameBody, revision = 1) =>
  db.value<string>('select app.put_game($1)', [JSON.stringify({ ...own, slug, revision })]);
const played = (slug: string, locale = 'zh-Hans') =>
  db.value<Game | null>('select app.game_json(g, $2) from app.game g where g.slug = $1', [slug, locale]);
const judge = async (slug: string, rev: number, choices: string | null) =>
  (
    await db.rows<{ verdict: string | null; correct: number | null; total: number | null }>(
      'select * from app.judge_game($1, $2, $3)',
      [slug, rev, choices],
    )
  )[0];

describe('what keeps a game from being published', () => {
  it('is nothing, for the starter games', async () => {
    for (const [slug, own] of starter) expect(await problems(own), slug).toEqual([]);
  });

  const cases: [string, string, (own: GameBody) => unknown, string][] = [
    ['a title in simplified Chinese', 'quick-kids', (own) => ({ ...own, title: { en: 'Quick' } }), 'title missing'],
    [
      'between three and twelve steps',
      'quick-kids',
      (own) => ({ ...own, steps: own.steps.slice(0, 2) }),
      'steps steps',
    ],
    ['no thirteenth step', 'quick-kids', (own) => ({ ...own, steps: [...own.steps, ...own.steps] }), 'steps steps'],
    ['a letter that exists', 'quick-kids', (own) => with1(own, { answer: 'C' }), 'step.1.answer bad_answer'],
    ['one answer to a question', 'quick-kids', (own) => with1(own, { answer: 'AB' }), 'step.1.answer bad_answer'],
    ['a weak answer in every line', 'say-no-ktv', (own) => with1(own, { answer: 'ABC' }), 'step.1.answer bad_answer'],
    ['good answers in their order', 'say-no-ktv', (own) => with1(own, { answer: 'CA' }), 'step.1.answer bad_answer'],
    [
      'what follows from each answer',
      'say-no-ktv',
      (own) => with1(own, { options: own.steps[0]?.options?.map((o) => ({ ...o, say: null })) ?? null }),
      'step.1.option.A.say missing',
    ],
    ['the letters of pairs in order', 'law-pairs', (own) => with1(own, { answer: 'B' }), 'step.1.answer bad_answer'],
    ['a right side for every left one', 'law-pairs', (own) => with1(own, { match: null }), 'step.1.match missing'],
    ['two boxes', 'spot-disguise', (own) => ({ ...own, boxes: null }), 'boxes missing'],
    [
      'something for either box',
      'spot-disguise',
      (own) => ({ ...own, steps: own.steps.map((s) => ({ ...s, answer: 'B' })) }),
      'steps one_box',
    ],
    ['facts', 'quick-ten', (own) => ({ ...own, facts: [] }), 'facts missing'],
    ['facts that are known', 'quick-ten', (own) => ({ ...own, facts: ['F9999'] }), 'facts unknown'],
    ['facts that somebody has checked', 'quick-ten', (own) => ({ ...own, facts: ['F3', 'F76'] }), 'facts unchecked'],
    [
      'a day on which it was checked',
      'quick-ten',
      (own) => ({ ...own, checked_on: '2026-13-01' }),
      'checked_on missing',
    ],
    ['a kind that exists', 'quick-ten', (own) => ({ ...own, kind: 'roulette' }), 'kind missing'],
    [
      'no fields of other kinds',
      'quick-ten',
      (own) => ({ ...own, boxes: body('spot-disguise').boxes }),
      'boxes unknown',
    ],
    ['nothing unknown', 'quick-ten', (own) => ({ ...own, prize: 5 }), 'prize unknown'],
    [
      'no text that runs backwards',
      'quick-ten',
      (own) => ({ ...own, intro: { 'zh-Hans': 'abc\u202edef' } }),
      'intro.zh-Hans bad_text',
    ],
  ];
  it.each(cases)('is asked for: %s', async (_, slug, change, expected) => {
    expect(await problems(change(body(slug)))).toContain(expected);
  });

  it('is found in bodies of any shape', async () => {
    const own = body('quick-ten');
    for (const broken of [
      {},
      { kind: 'pairs', steps: 7 },
      { kind: 'quick', steps: [null, 1, 'x'] },
      { kind: 'ladder', steps: [{ options: [1, null, []] }, {}, {}] },
    ])
      expect((await problems({ ...own, ...broken })).length, JSON.stringify(broken)).toBeGreaterThan(
        'kind' in broken ? 0 : -1,
      );
    expect(await problems({})).toEqual(['kind missing']);
  });
});

const with1 = (own: GameBody, patch: object) => ({
  ...own,
  steps: own.steps.map((step, i) => (i === 0 ? { ...step, ...patch } : step)),
});

describe('a published game', () => {
  it('is played in the language asked for, and in simplified Chinese where that is missing', async () => {
    const own = body('spot-disguise');
    delete own.intro.en;
    await put('in-languages', own);
    const game = await played('in-languages', 'en');
    expect(game).toMatchObject({ slug: 'in-languages', rev: 1, kind: 'disguise', kp: 7, title: own.title.en });
    expect(game?.intro).toBe(own.intro['zh-Hans']);
    expect(game?.boxes).toEqual([own.boxes?.[0].en, own.boxes?.[1].en]);
    expect(game?.steps.map(({ answer }) => answer).join('')).toBe(own.steps.map(({ answer }) => answer).join(''));
  });

  it('carries options and what follows from them, or right sides, and nothing empty', async () => {
    await put('a-ladder', body('say-no-ktv'));
    await put('some-pairs', body('law-pairs'));
    const ladder = await played('a-ladder');
    expect(ladder?.steps[0]?.options?.[1]).toEqual({
      text: body('say-no-ktv').steps[0]?.options?.[1]?.text['zh-Hans'],
      say: body('say-no-ktv').steps[0]?.options?.[1]?.say?.['zh-Hans'],
    });
    expect(Object.keys(ladder?.steps[0] ?? {}).sort()).toEqual(['answer', 'options', 'say', 'text']);
    expect(Object.keys((await played('some-pairs'))?.steps[0] ?? {}).sort()).toEqual([
      'answer',
      'match',
      'say',
      'text',
    ]);
  });

  it('moves the revision that pages are kept by', async () => {
    const before = Number(await db.value('select revision from app.content_revision'));
    await put('a-new-one', body('quick-kids'));
    expect(Number(await db.value('select revision from app.content_revision'))).toBeGreaterThan(before);
  });

  it('never rests on a fact that nobody has checked', async () => {
    await expect(put('unchecked', { ...body('quick-ten'), facts: ['F76'] })).rejects.toThrow();
    expect(await db.value('select count(*)::int from app.game where slug = $1', ['unchecked'])).toBe(0);
  });
});

describe('a finished game', () => {
  it('is judged by its first choices', async () => {
    await put('judged', body('say-no-classmate'));
    expect(await judge('judged', 1, 'ABAAB')).toEqual({ verdict: null, correct: 5, total: 5 });
    expect(await judge('judged', 1, 'BBA?A')).toEqual({ verdict: null, correct: 2, total: 5 });
    await put('judged-pairs', body('law-pairs'));
    expect(await judge('judged-pairs', 1, 'ABCDFE')).toEqual({ verdict: null, correct: 4, total: 6 });
  });

  it('is judged by the revision that was played, also after another one was published', async () => {
    await put('moved', body('quick-kids'), 1);
    const next = body('quick-kids');
    next.steps = next.steps.slice(0, 4).map((step) => ({ ...step, answer: 'A' }));
    await put('moved', next, 2);
    expect(await judge('moved', 1, 'BABCABCA')).toEqual({ verdict: null, correct: 8, total: 8 });
    expect(await judge('moved', 2, 'AAAA')).toEqual({ verdict: null, correct: 4, total: 4 });
    expect((await judge('moved', 2, 'BABCABCA'))?.verdict).toBe('rejected:bad_field');
  });

  it.each([
    ['judged', 1, 'ABAA', 'bad_field'],
    ['judged', 1, 'ABAABA', 'bad_field'],
    ['judged', 1, 'ABAAD', 'bad_field'],
    ['judged', 1, 'abaab', 'bad_field'],
    ['judged', 1, '', 'bad_field'],
    ['judged', 1, null, 'bad_field'],
    ['judged', 9, 'ABAAB', 'unknown_game'],
    ['nobody-knows', 1, 'ABAAB', 'unknown_game'],
  ])('is refused when it cannot have been played: %s %s %s', async (slug, rev, choices, code) => {
    expect(await judge(slug, rev, choices)).toEqual({ verdict: `rejected:${code}`, correct: null, total: null });
  });
});

describe('a game in the ledger', () => {
  it('is a record like any other: accepted once, then seen', async () => {
    await put('in-ledger', body('say-no-classmate'));
    const record = text({ kind: 'game', game: 'in-ledger', rev: 1, choices: 'BBA?A' });
    expect(await send(db, PERSONAS.an.id, [record])).toEqual(['accepted']);
    expect(await send(db, PERSONAS.an.id, [record])).toEqual(['seen']);
    expect(await differences(db)).toEqual([]);
  });

  it('is refused when it cannot have been played', async () => {
    const sent = (more: object) =>
      send(db, PERSONAS.bei.id, [text({ kind: 'game', game: 'in-ledger', rev: 1, choices: 'BBA?A', ...more })]);
    expect(await sent({ rev: 7 })).toEqual(['rejected:unknown_game']);
    expect(await sent({ choices: 'BBA?Z' })).toEqual(['rejected:bad_field']);
    expect(await sent({ choices: 'BBA' })).toEqual(['rejected:bad_field']);
  });
});

describe('games in the console', () => {
  const as = <T>(who: Persona, call: string, values: unknown[]) => db.as<T>(PERSONAS[who].id, `select ${call}`, values);

  it('are written by one person, published by another, and withdrawn from phones', async () => {
    const own = body('quick-ten');
    own.title['zh-Hans'] = '十个小问题';
    const saved = await as<{ key: string; problems: Problem[] }>('wen', 'api.save_document($1, $2, $3, $4)', [
      'game',
      'ten-small',
      0,
      JSON.stringify(own),
    ]);
    expect(saved).toMatchObject({ key: 'ten-small', problems: [] });
    expect(await played('ten-small')).toBeUndefined();
    await as('wen', 'api.submit_documents($1, $2)', ['game', ['ten-small']]);
    expect(await as('he', 'api.publish_documents($1, $2)', ['game', ['ten-small']])).toEqual({ done: 1, refused: [] });
    expect((await played('ten-small'))?.title).toBe('十个小问题');
    await as('he', 'api.withdraw_document($1, $2)', ['game', 'ten-small']);
    expect(await played('ten-small')).toBeNull();
    // what was played before still arrives
    expect((await judge('ten-small', 1, 'ABCBACBABC'))?.verdict).toBeNull();
  });

  it('hold the facts that they rest on', async () => {
    await put('holds-f73', { ...body('quick-ten'), facts: ['F73'] });
    await db.sql.query(`update app.question set current = false where 'F73' = any (facts)`);
    const withdraw = () => as('he', 'api.withdraw_document($1, $2)', ['fact', 'F73']);
    await expect(withdraw()).rejects.toThrow();
    const fact = await db.value(
      `select r.body from private.document_revision r join app.document d using (kind, key) where kind = 'fact' and key = 'F73' and r.revision = d.head`,
    );
    const doubted = await db.rows('select * from app.fact_problems($1, $2)', [
      'F73',
      { ...(fact as object), status: 'M' },
    ]);
    expect(doubted).toContainEqual({ field: 'status', rule: 'in_use' });
    await db.sql.query(`update app.game set status = 'withdrawn' where slug = 'holds-f73'`);
    await expect(withdraw(), 'lessons rest on it as well').rejects.toThrow('in_use');
    await db.sql.query(`update app.lesson set status = 'withdrawn' where 'F73' = any (facts)`);
    await expect(withdraw()).resolves.toEqual({ done: 1 });
  });

  it('stay the kind of game that they were', async () => {
    await put('stays', body('quick-ten'));
    expect(await problems(body('say-no-ktv'), 'stays')).toContain('kind fixed');
  });
});

it('no role of a browser reads the tables of games', async () => {
  for (const table of ['app.game', 'app.game_key'])
    await expect(db.as(null, `select count(*) from ${table}`), table).rejects.toThrow(/permission denied/);
});
