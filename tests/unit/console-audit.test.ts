import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import en from '../../src/i18n/locales/en/console_audit.json' with { type: 'json' };
import zh from '../../src/i18n/locales/zh-Hans/console_audit.json' with { type: 'json' };
import {
  ACTS,
  type AuditRow,
  byDay,
  KINDS,
  readFilter,
  tellAccess,
  tellAct,
  whereOf,
  writeFilter,
} from '../../src/staff/audit/acts.ts';

const folder = new URL('../../supabase/migrations/', import.meta.url);
const sql = readdirSync(folder)
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');
const row = (patch: Partial<AuditRow>): AuditRow => ({
  id: 1,
  at: '2026-11-22T02:00:00Z',
  by_name: '何科',
  act: 'publish',
  kind: 'question',
  key: 'kp03-d01',
  place: '330300',
  detail: { revision: 4 },
  ...patch,
});
const same = (role: string) => role;

describe('words of the logs', () => {
  const written = [...sql.matchAll(/note_audit\('(\w+)', (?:'(\w+)')?/g)];
  test('every act that the database writes has a name and a sentence', () => {
    expect(new Set(written.map(([, act]) => act))).toEqual(new Set(ACTS));
    for (const act of ACTS)
      for (const words of [zh, en]) expect(words).toMatchObject({ [`did_${act}`]: expect.any(String) });
    for (const act of ACTS)
      for (const words of [zh, en]) expect(words).toMatchObject({ [`act_${act}`]: expect.any(String) });
  });
  test('every kind that the database writes can be chosen and named', () => {
    for (const [, , kind] of written) if (kind) expect(KINDS).toContain(kind);
    for (const kind of KINDS) expect(zh).toMatchObject({ [`kind_${kind}`]: expect.any(String) });
  });
  test('every reading of participants has a name', () => {
    const read = [...sql.matchAll(/note_access\('(\w+)/g)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(1);
    for (const name of read) expect(zh).toMatchObject({ [`read_${name}`]: expect.any(String) });
  });
});

test('tells an act with its thing and revision', () => {
  expect(tellAct(zh, row({}), same)).toBe('发布了题目 kp03-d01（第 4 版）');
  expect(tellAct(en, row({}), same)).toBe('published the question kp03-d01, revision 4');
});

test('tells roles by their names', () => {
  const given = row({ act: 'grant_role', kind: 'person', key: '江江', detail: { role: 'counter', sign_in: 'x' } });
  expect(tellAct(zh, given, () => '兑换点')).toBe('给江江加上角色：兑换点');
});

test('tells a removed wording and an export of answers apart', () => {
  const gone = row({ act: 'hant_override', kind: 'words', key: '软件', detail: { traditional: null } });
  expect(tellAct(zh, gone, same)).toBe('删去了“软件”的繁体写法');
  const out = row({ act: 'export', kind: 'attempts', key: null, detail: { from: '2026-11-01', to: '2026-11-22' } });
  expect(tellAct(zh, out, same)).toBe('导出了 2026-11-01 到 2026-11-22 的作答（不含参与者）');
});

test('an act without words is told as the database names it', () => {
  expect(tellAct(zh, row({ act: 'fold', kind: 'tail', key: null }), same)).toBe('fold tail');
  expect(tellAccess(zh, 'something new')).toBe('something new');
});

test('keeps a place in a text of somebody else as it is', () => {
  const odd = row({ act: 'invite', kind: 'person', key: '{{role}}', detail: { role: 'teacher' } });
  expect(tellAct(en, odd, same)).toBe('invited {{role}} as teacher');
});

test('names what was read and of which form', () => {
  expect(tellAccess(zh, 'item_analysis survey-2026@1')).toBe('题目分析 survey-2026@1');
});

test('only documents lead to their editor', () => {
  expect(whereOf(row({ kind: 'quiz', key: 'a b' }))).toBe('/staff/quiz?key=a%20b');
  expect(whereOf(row({ kind: 'person', key: '江江' }))).toBeNull();
  expect(whereOf(row({ kind: 'question', key: null }))).toBeNull();
});

test('rows stand under their days in the order of the log', () => {
  const rows = ['2026-11-22T03', '2026-11-22T01', '2026-11-21T09'].map((at) => ({ at }));
  expect(byDay(rows, (at) => at.slice(0, 10)).map((one) => [one.day, one.rows.length])).toEqual([
    ['2026-11-22', 2],
    ['2026-11-21', 1],
  ]);
});

test('a filter goes into the address and comes back', () => {
  const filter = { text: '何 & 科', act: 'publish', from: '2026-11-01' };
  expect(readFilter(writeFilter(filter))).toEqual(filter);
  expect(writeFilter({ text: '', kind: undefined as never })).toBe('');
});
