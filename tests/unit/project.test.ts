import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Block, LessonBody } from '../../src/contract/courses.ts';
import type { Game } from '../../src/contract/trails.ts';
import {
  actOf,
  choicesOf,
  clock,
  lessonOfPage,
  parts,
  SCREEN,
  screensOf,
  weight,
} from '../../src/staff/teach/project.ts';
import { isWindow, keyText, nextHour, shareOf, sizes } from '../../src/staff/teach/test.ts';

const SEED = new URL('../../supabase/seed/lessons/', import.meta.url);
const lessons = readdirSync(SEED).map((file) => {
  const { body } = JSON.parse(readFileSync(new URL(file, SEED), 'utf8')) as { body: LessonBody };
  const blocks = body.blocks.filter(({ kind }) => kind !== 'recall');
  const game = (steps: LessonBody['blocks'][number]['steps']): Game | undefined =>
    steps
      ? ({ steps: steps.map(({ answer }) => ({ text: '', answer, say: '', options: [] })) } as unknown as Game)
      : undefined;
  const shown = (locale: 'zh-Hans' | 'en') =>
    blocks.map(({ id, kind, minutes, text, picture, steps }) => ({
      ...{ id, kind, minutes, title: id, picture: picture ?? undefined, text: text?.[locale] },
      game: game(steps),
    })) as Block[];
  return { file, shown };
});
const text = (markdown: string) => markdown.replace(/\s/g, '');

describe('a lesson on the wall', () => {
  it('says everything that the lesson says, in its order, no screen longer than one can read from the last row', () => {
    for (const { file, shown } of lessons) {
      for (const locale of ['zh-Hans', 'en'] as const) {
        const blocks = shown(locale);
        const screens = screensOf({ blocks });
        for (const [at, block] of blocks.entries()) {
          const own = screens.filter((screen) => screen.block === at);
          expect(text(own.map((screen) => screen.text).join('')), `${file} ${block.id}`).toBe(text(block.text ?? ''));
          expect(own.filter(({ step }) => step >= 0).map(({ step }) => step)).toEqual(
            block.game?.steps.map((_, i) => i) ?? [],
          );
          expect(own.length).toBeGreaterThan(0);
          // a sentence is never cut
          for (const screen of own)
            expect(weight(screen.text)).toBeLessThanOrEqual((block.picture ? SCREEN / 2 : SCREEN) * 1.4);
        }
        expect(screens.map(({ block }) => block)).toEqual([...screens.map(({ block }) => block)].sort((a, b) => a - b));
      }
    }
  });

  it('is divided evenly: no line stands alone because the one before was full', () => {
    const list = ['一', '二', '三', '四'].map((n) => `- ${n}${'字'.repeat(49)}`).join('\n');
    expect(parts(list, 160).map((part) => part.split('\n').length)).toEqual([2, 2]);
    expect(parts(`${'甲'.repeat(150)}。${'乙'.repeat(30)}。`, 170).map(weight)).toEqual([151, 31]);
    expect(parts(`${'甲'.repeat(90)}\n\n## 题\n\n${'乙'.repeat(90)}`, 100)).toHaveLength(2);
    expect(parts('', 100)).toEqual([]);
  });

  it('offers boxes or ways to answer, with what is right', () => {
    const step = { text: '', answer: 'B', say: '', options: [{ text: '甲' }, { text: '乙' }] };
    const sort = { steps: [{ ...step, options: undefined }], boxes: ['信', '不信'] } as unknown as Game;
    expect(
      choicesOf({ game: { steps: [step] } as unknown as Game }, 0).map(({ letter, right }) => [letter, right]),
    ).toEqual([
      ['A', false],
      ['B', true],
    ]);
    expect(choicesOf({ game: sort }, 0).map(({ text: shown }) => shown)).toEqual(['信', '不信']);
  });

  it('goes on by a presenter’s keys, and its clock goes on past the end without a sound', () => {
    expect(['PageDown', ' ', 'ArrowRight', 'PageUp', 'R', 'n', 'x'].map(actOf)).toEqual([
      ...['next', 'next', 'next', 'previous', 'reveal', 'note'],
      undefined,
    ]);
    expect([245, 60, 0, -30].map(clock)).toEqual(['4:05', '1:00', '0:00', '+0:30']);
    expect([lessonOfPage('?l=primary-know'), lessonOfPage('?l=<b>'), lessonOfPage('')]).toEqual([
      'primary-know',
      '',
      '',
    ]);
  });
});

describe('a test that is set', () => {
  const now = new Date('2026-12-14T09:02:10+08:00');
  it('begins at the next five minutes, lasts a class hour, and has a window that is one', () => {
    const { opens, closes } = nextHour(now);
    expect(Date.parse(opens) - now.getTime()).toBe(170_000);
    expect(Date.parse(closes) - Date.parse(opens)).toBe(40 * 60_000);
    expect(isWindow(opens, closes, now)).toBe(true);
    expect([isWindow(closes, opens, now), isWindow(opens, opens, now), isWindow('', closes, now)]).toEqual([
      false,
      false,
      false,
    ]);
    expect(isWindow(opens, '2027-12-14T09:00', now)).toBe(false);
  });

  it('has as many questions as the bank has pairs', () => {
    expect([9, 10, 12, 20].map(sizes)).toEqual([[], [10], [10, 12], [10, 15, 20]]);
  });

  it('shows shares where there are enough, and keys in words', () => {
    expect([shareOf({}), shareOf({ n: 8, right: 2 }), shareOf({ n: 5 })]).toEqual([null, 0.25, 0]);
    const options = [
      { letter: 'A', text: '甲' },
      { letter: 'B', text: '乙' },
    ];
    const question = { code: 'x', rev: 1, kind: 'single' as const, kp: 1, stem: '', options, answer: 'B' };
    expect(keyText({ place: 1, kp: 1, difficulty: 1, question })).toBe('B 乙');
  });
});
