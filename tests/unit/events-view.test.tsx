import fs from 'node:fs';
import path from 'node:path';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { EventCard, Session } from '../../src/contract/events.ts';
import { BriefFigures } from '../../src/features/events/BriefFigures.tsx';
import { Dates } from '../../src/features/events/Dates.tsx';
import { EventRow } from '../../src/features/events/EventRow.tsx';
import { weeksOf } from '../../src/features/events/events.ts';
import { Month } from '../../src/features/events/Month.tsx';
import { DateState, NextDate } from '../../src/features/events/NextDate.tsx';
import type { EventWords } from '../../src/features/events/say.ts';
import { ROOT } from '../tasks.ts';

const wordsOf = (locale: string): EventWords =>
  JSON.parse(fs.readFileSync(path.join(ROOT, `src/i18n/locales/${locale}/events.json`), 'utf8'));
const [zh, en] = [wordsOf('zh-Hans'), wordsOf('en')];
const textOf = (node: VNode) =>
  render(node)
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

const card = (more: Partial<EventCard> = {}): EventCard => ({
  slug: 'dawn-run',
  origin: '2026-06-05T23:00:00Z',
  starts_at: '2026-06-05T23:00:00Z',
  ends_at: '2026-06-06T00:30:00Z',
  all_day: false,
  state: 'planned',
  moved: false,
  title: '清晨健步走',
  type: { key: 'walk', name: '健步走' },
  where: '江滨路',
  place: '330302',
  district: { code: '330302', name: '鹿城区' },
  children: true,
  accessible: true,
  sign_up: 'open',
  ...more,
});
const session = (more: Partial<Session> = {}): Session => ({
  origin: '2026-06-05T23:00:00Z',
  starts_at: '2026-06-05T23:00:00Z',
  ends_at: '2026-06-06T00:30:00Z',
  state: 'planned',
  moved: false,
  note: null,
  places: null,
  opens_at: null,
  closes_at: null,
  brief: false,
  ...more,
});

describe('a date in a list', () => {
  const row = (more: Partial<EventCard>, day = '2026-06-06', words = zh) =>
    textOf(<EventRow card={card(more)} day={day} to="/x" locale={words === zh ? 'zh-Hans' : 'en'} words={words} />);

  it('says the hour of Shanghai and what one has to know', () => {
    expect(row({})).toBe('07:00 到 08:30 清晨健步走 江滨路 · 鹿城区 健步走 适合孩子 无障碍 可以报名');
    expect(row({}, '2026-06-06', en)).toContain('07:00 until 08:30');
  });

  it('says in words that it was cancelled or moved, and offers no sign-up to what is cancelled', () => {
    expect(row({ state: 'cancelled' })).toMatch(/已取消.*清晨健步走/);
    expect(row({ state: 'cancelled' })).not.toContain('报名');
    expect(row({ moved: true })).toContain('时间有变');
    expect(row({ moved: true }, '2026-06-06', en)).toContain('New time');
  });

  it('that began days ago says since when', () => {
    expect(row({ ends_at: '2026-06-10T00:00:00Z' }, '2026-06-08')).toMatch(/^全天 6月6日周六 开始/);
  });
});

describe('the next date', () => {
  it('says from when it was moved, and why', () => {
    const moved = session({
      moved: true,
      starts_at: '2026-06-06T15:30:00Z',
      ends_at: '2026-06-06T17:00:00Z',
      note: '怕下雨',
    });
    const said = textOf(<NextDate session={moved} allDay={false} title={zh.next} locale="zh-Hans" words={zh} />);
    expect(said).toContain('23:30–6月7日周日 01:00');
    expect(said).toContain('时间有变 原定 6月6日周六 07:00–08:30 怕下雨');
  });

  it('says nothing where nothing has changed', () => {
    expect(textOf(<DateState session={session()} allDay={false} locale="en" words={en} />)).toBe('');
    const off = session({ state: 'cancelled' });
    expect(textOf(<DateState session={off} allDay={false} locale="en" words={en} />)).toBe('Cancelled');
  });
});

describe('further dates', () => {
  const WEEK_MS = 7 * 86_400_000;
  const later = (n: number, more: Partial<Session> = {}) => {
    const [start, end] = [Date.parse('2026-06-05T23:00:00Z'), Date.parse('2026-06-06T00:30:00Z')];
    const at = (ms: number) => `${new Date(ms + n * WEEK_MS).toISOString().slice(0, 19)}Z`;
    return session({ origin: at(start), starts_at: at(start), ends_at: at(end), ...more });
  };
  const dates = (all: Session[], words = zh) =>
    render(
      <Dates sessions={all} allDay={false} page="/events/run" locale={words === zh ? 'zh-Hans' : 'en'} words={words} />,
    );

  it('stand by themselves with their file; far ones that are all alike are days of their months', () => {
    const html = dates(Array.from({ length: 20 }, (_, n) => later(n)));
    expect(html.match(/<li>/g)).toHaveLength(12);
    expect(html).toContain('href="/events/run.ics?date=2026-06-05T23:00:00Z"');
    expect(html).toContain('还有 16 场');
    expect(html).toMatch(
      /再往后，每场都是 07:00–08:30：.*2026年8月：29日.*2026年9月：5、12、19、26日.*2026年10月：3、10、17日/,
    );
    expect(
      dates(
        Array.from({ length: 14 }, (_, n) => later(n)),
        en,
      ),
    ).toContain('August 2026: 29');
    expect(dates([later(1)])).not.toContain('details');
  });

  it('that were moved or cancelled stand by themselves, however far they are; what is cancelled has no file', () => {
    const all = Array.from({ length: 20 }, (_, n) => later(n));
    all[15] = later(15, { state: 'cancelled', note: '台风' });
    all[16] = later(16, { moved: true, starts_at: '2026-09-26T01:00:00Z', ends_at: '2026-09-26T03:00:00Z' });
    const html = dates(all);
    expect(html.match(/<li>/g)).toHaveLength(14);
    expect(html.match(/\.ics\?date=/g)).toHaveLength(13);
    expect(html).toMatch(/台风.*09:00–11:00.*2026年9月：5、12日/);
  });
});

describe('a month of 2,000 events', () => {
  const many = Array.from({ length: 2_000 }, (_, i) => {
    const start = Date.parse('2026-06-01T00:00:00Z') + (i % 30) * 86_400_000 + (i % 12) * 3_600_000;
    const [starts_at, ends_at] = [new Date(start).toISOString(), new Date(start + 3_600_000).toISOString()];
    return card({ slug: `e${i}`, origin: starts_at, starts_at, ends_at });
  });

  it('is one table of at most 100 KB, in which every day says how many there are', () => {
    const began = performance.now();
    const weeks = weeksOf('2026-06', many);
    const html = render(
      <Month
        month="2026-06"
        today="2026-06-10"
        {...{
          weeks,
          previous: '?month=2026-05',
          next: null,
          toDay: (day: string) => `?when=${day}`,
          locale: 'zh-Hans',
          words: zh,
        }}
      />,
    );
    expect(html.length).toBeLessThan(100_000);
    expect(performance.now() - began).toBeLessThan(1_000);
    const said = [...html.matchAll(/，(\d+) 场活动/g)].map((match) => Number(match[1]));
    expect([said.length, said.reduce((sum, n) => sum + n, 0)]).toEqual([30, 2_000]);
    expect(html.match(/<a[^>]* class="day[ "]/g)).toHaveLength(30);
    expect(html.match(/<th scope="col"/g)).toHaveLength(7);
  });
});

describe('figures of a brief', () => {
  it('keep their qualifier, their unit and how they came about', () => {
    const figures = {
      drafted_at: '2026-06-07T00:00:00Z',
      counted: { value: 300, qualifier: 'over', how: 'estimated', unit: 'person_times' } as const,
      scanned: 41,
      signed_up: 0,
      materials: [{ name: '折页', handed: 9_000, qualifier: 'over' as const }],
      helpers: { people: 0, minutes: 0 },
      teams: [{ name: '巾帼队', people: 4, minutes: 90 }],
      quiz: { people: 12, correct: 45, total: 60 },
    };
    const said = textOf(
      <BriefFigures
        {...{ figures, words: zh, count: String, share: (part: number) => `${part * 100}%`, day: '2026年6月7日' }}
      />,
    );
    expect(said).toContain('到场 300余人次 现场估算');
    expect(said).toContain('发放 · 折页 9000余');
    expect(said).toContain('巾帼队 4人，共 1.5 小时');
    expect(said).toContain('12 人答了 60 道题，答对 75%');
    expect(said).not.toContain('志愿者');
    expect(said).not.toContain('报名');
  });
});
