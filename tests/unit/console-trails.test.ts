import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PointBody, TrailBody } from '../../src/contract/trails.ts';
import { SCREEN_PATTERN } from '../../src/contract/trails.ts';
import { diffText } from '../../src/staff/editor/diff.ts';
import { anyHant, hantOf } from '../../src/staff/editor/hant-body.ts';
import { AUDIO_BYTES, audioType } from '../../src/staff/trails/audio.ts';
import { trailFindings } from '../../src/staff/trails/findings.ts';
import { readTrail } from '../../src/staff/trails/read.ts';
import { codeNow, screenAddress, secondsLeft, supplyOf } from '../../src/staff/trails/screen.ts';
import { showTrail } from '../../src/staff/trails/show.ts';
import { daysBefore, spanProblem } from '../../src/staff/trails/span.ts';
import {
  emptyPoint,
  emptyTrail,
  freeId,
  gradeOf,
  movePoint,
  sealOf,
  type TrailWords,
  tidyTrail,
} from '../../src/staff/trails/trail.ts';
import seed from '../../supabase/seed/trails/zhongyi-street.json' with { type: 'json' };
import { wordsOf } from '../e2e/world.ts';

const street = readTrail(seed.body);
const point = (patch: Partial<PointBody> = {}): PointBody => ({
  ...emptyPoint('p1'),
  name: { 'zh-Hans': '书社' },
  seal: { 'zh-Hans': '书社' },
  place: { 'zh-Hans': '门口' },
  story: { 'zh-Hans': '一段故事' },
  ...patch,
});
const trail = (...points: PointBody[]): TrailBody => ({
  ...emptyTrail(),
  title: { 'zh-Hans': '路线' },
  summary: { 'zh-Hans': '简介' },
  length_m: 100,
  points,
});
/** Rules of the errors, as field:rule. */
const errors = (body: TrailBody) =>
  trailFindings(body)
    .filter(({ level }) => level === 'error')
    .map(({ field, rule }) => `${field}:${rule}`);

describe('a trail as it is typed', () => {
  it('of the demo city has nothing to put right, and is saved as it was read', () => {
    expect(errors(street)).toEqual([]);
    expect(tidyTrail(street)).toEqual(tidyTrail(readTrail(tidyTrail(street))));
    expect(street.points.map(({ id }) => id)).toEqual(seed.body.points.map(({ id }) => id));
  });

  it('that is empty lacks its title, its summary, its length and its points', () => {
    expect(errors(emptyTrail())).toEqual(['title:missing', 'summary:missing', 'length_m:range', 'points:no_points']);
  });

  it.each<[string, string[], Partial<PointBody>]>([
    ['a fence without a position', ['points.p1.position:fence_position'], { radius_m: 50 }],
    ['the phone’s position without a fence', ['points.p1.radius_m:fence'], { proofs: ['place'] }],
    ['a fence of five kilometres', ['points.p1.radius_m:range'], { radius_m: 5000, position: [120, 27] }],
    ['a seal of one character', ['points.p1.seal:seal'], { seal: { 'zh-Hans': '印' } }],
    ['no way to prove anything', ['points.p1.proofs:missing'], { proofs: [] }],
    ['a question that is not there', ['points.p1.question:missing'], { proofs: ['question'] }],
    ['a picture that nobody describes', ['points.p1.picture_alt:missing'], { picture: 'a'.repeat(64) }],
    [
      'a question with blanks and no right letter',
      ['points.p1.question:question_blank', 'points.p1.question.answer:no_answer'],
      { question: { words: { 'zh-Hans': { stem: '?', options: ['一', '', '三'] } }, answer: 'D' } },
    ],
  ])('names %s', (_, found, patch) => expect(errors(trail(point(patch)))).toEqual(found));

  it('needs a required point, and is told, not stopped, when nothing proves that somebody was there', () => {
    expect(errors(trail(point({ required: false })))).toEqual(['points:required']);
    const rules = (body: TrailBody) => trailFindings(body).map(({ rule, level }) => `${rule}:${level}`);
    expect(rules(trail(point()))).toContain('no_presence:advice');
    expect(rules(trail(point({ proofs: ['code', 'staff'] })))).not.toContain('no_presence:advice');
  });

  it('has words for every rule', () => {
    const words = { ...wordsOf('zh-Hans', 'console_editor'), ...wordsOf('zh-Hans', 'console_trails') };
    const all = [emptyTrail(), trail(point({ proofs: ['place', 'question'], seal: {}, picture: 'x', radius_m: 1 }))];
    for (const { rule } of all.flatMap(trailFindings)) expect(words[`rule_${rule}`], rule).toBeTruthy();
  });
});

describe('points', () => {
  it('move by one place and stop at the ends', () => {
    const ids = (body: TrailBody) => body.points.map(({ id }) => id).join(' ');
    const three = trail(...['a', 'b', 'c'].map((id) => point({ id })));
    expect(ids(movePoint(three, 'b', -1))).toBe('b a c');
    expect(ids(movePoint(three, 'c', 1))).toBe('a b c');
    expect(ids(movePoint(three, 'nobody', 1))).toBe('a b c');
  });

  it('get an id that none has, whatever was wanted', () => {
    expect(freeId([])).toBe('p1');
    expect(freeId([{ id: 'p2' }])).toBe('p3');
    expect(freeId([{ id: 'gate' }], 'gate')).toBe('p2');
    expect(freeId([], 'Not an id')).toBe('p1');
  });

  it('get a seal from the Chinese characters of their name', () => {
    expect(['心兰书社', '湖滨公园南门', '桥', 'A 馆', '玉海 (Yuhai)'].map(sealOf)).toEqual([
      '心兰书社',
      '湖滨',
      '',
      '',
      '玉海',
    ]);
  });

  it('are worth their best proof', () => {
    expect(gradeOf({ proofs: [] })).toBe(0);
    expect(gradeOf({ proofs: ['place', 'typed'] })).toBe(2);
    expect(gradeOf({ proofs: ['place', 'screen'] })).toBe(3);
  });
});

describe('a body from outside', () => {
  it('becomes a trail with every field in its shape, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (body, points) => {
        for (const raw of [body, { ...(body as object), points, path: points, title: points, question: points }]) {
          const read = readTrail(raw);
          expect(readTrail(read)).toEqual(read);
          expect(new Set(read.points.map(({ id }) => id)).size).toBe(read.points.length);
          trailFindings(read);
        }
      }),
    );
  });
});

describe('traditional words', () => {
  it('are made where there are none, and replaced only when asked for', () => {
    const convert = (text: string) => text.replaceAll('书', '書');
    const body = trail(point({ name: { 'zh-Hans': '书社', 'zh-Hant': '書院' } }));
    expect(anyHant(body)).toBe(true);
    expect(hantOf(body, convert, false).points[0]).toMatchObject({
      name: { 'zh-Hant': '書院' },
      seal: { 'zh-Hant': '書社' },
    });
    expect(hantOf(body, convert, true).points[0]?.name['zh-Hant']).toBe('書社');
    expect(hantOf(body, convert, true).hours, 'what may be absent stays absent').toBeNull();
  });
});

describe('what a reviewer reads', () => {
  it('is every word of every point, and no raw data', () => {
    const words = wordsOf('zh-Hans', 'console_trails') as unknown as TrailWords;
    const text = showTrail(words, 'points', street.points) ?? '';
    for (const { name, story, todo, question } of street.points) {
      for (const said of [name['zh-Hans'], story['en'], todo?.['zh-Hans'], question?.words['zh-Hans']?.stem])
        if (said) expect(text).toContain(said);
    }
    expect(text).not.toMatch(/[{}[\]]|undefined|null|object/);
    expect(showTrail(words, 'title', '路线')).toBeUndefined();
    expect(showTrail(words, 'ordered', true)).toBe(words.ordered_yes);
  });
});

describe('two versions of a trail', () => {
  const words = wordsOf('zh-Hans', 'console_trails') as unknown as TrailWords;
  const text = (body: TrailBody) => showTrail(words, 'points', body.points) ?? '';
  it('differ where they differ: a word in the second point, another in the ninth, and nothing between', () => {
    const points = street.points.map((one, i) =>
      i === 1 || i === 8 ? { ...one, story: { ...one.story, 'zh-Hans': `${one.story['zh-Hans']}多了一句。` } } : one,
    );
    const parts = diffText(text(street), text({ ...street, points }));
    expect(parts.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'ins 多了一句。',
      'ins 多了一句。',
    ]);
    const joined = (kinds: string) => parts.flatMap((part) => (kinds.includes(part.kind) ? part.text : [])).join('');
    expect(joined('same del')).toBe(text(street));
    expect(joined('same ins')).toBe(text({ ...street, points }));
  });
});

describe('a screen', () => {
  const begin = Date.parse('2026-11-22T02:00:00Z');
  const first = begin / 30_000;
  const codes = Array.from({ length: 21 }, (_, i) => ({ step: first + i, mac: `mac-${i}-abcdefgh`.slice(0, 14) }));
  // this device is an hour slow, and the answer took two seconds
  const device = begin - 3_600_000;
  const supply = supplyOf(
    { step_seconds: 30, now: new Date(begin).toISOString(), codes },
    device - 1000,
    device + 1000,
  );

  it('goes by the server’s clock, not by its own', () => {
    expect(codeNow(supply, device)).toMatchObject({ step: first, seconds: 30 });
    expect(codeNow(supply, device + 29_999)).toMatchObject({ step: first, seconds: 1 });
    expect(codeNow(supply, device + 30_000)?.step).toBe(first + 1);
  });

  it('lives ten minutes on one answer and then says that it has nothing', () => {
    expect(secondsLeft(supply, device)).toBe(630);
    expect(codeNow(supply, device + 629_000)?.step).toBe(first + 20);
    expect(codeNow(supply, device + 630_000)).toBeNull();
    expect(secondsLeft(supply, device + 700_000)).toBe(0);
    expect(codeNow(supply, device - 60_000), 'a clock that was set back').toBeNull();
  });

  it('shows what phones take for a screen’s code', () => {
    const address = screenAddress('https://city.example/en', 'a-trail', 'gate', { step: 59, mac: 'AAAAAAAAAAAAAA' });
    expect(SCREEN_PATTERN.exec(address.split('#')[1] ?? '')?.slice(1)).toEqual([
      'a-trail',
      'gate',
      '59',
      'AAAAAAAAAAAAAA',
    ]);
  });
});

describe('small things', () => {
  it('a recording is what its bytes say', () => {
    const bytes = (...parts: (string | number[])[]) =>
      Uint8Array.from(
        parts.flatMap((part) => (typeof part === 'string' ? [...part].map((c) => c.charCodeAt(0)) : part)),
      );
    expect(audioType(bytes('ID3', [4, 0]))).toBe('audio/mpeg');
    expect(audioType(bytes([0xff, 0xfb, 0x90]))).toBe('audio/mpeg');
    expect(audioType(bytes([0, 0, 0, 32], 'ftypM4A '))).toBe('audio/mp4');
    for (const other of [bytes('RIFF'), bytes('<html>'), bytes([0xff, 0xd8, 0xff]), bytes()])
      expect(audioType(other)).toBeNull();
    expect(AUDIO_BYTES).toBe(307_200);
  });

  it('a range of days has an order and an end', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(spanProblem({ from: '2026-01-01', to: '2026-01-01' })).toBeNull();
    expect(spanProblem({ from: '2026-01-02', to: '2026-01-01' })).toBe('order');
    expect(spanProblem({ from: '2025-01-01', to: '2026-02-04' })).toBeNull();
    expect(spanProblem({ from: '2025-01-01', to: '2026-02-05' })).toBe('long');
    expect(spanProblem({ from: '', to: '2026-02-05' })).toBe('missing');
  });
});
