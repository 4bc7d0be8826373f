import { describe, expect, test } from 'vitest';
import type { Door } from '../../src/contract/events.ts';
import { sha256Hex } from '../../src/outbox/sha256.ts';
import { entriesOf, judge, type Listed, readTicket, type Scanned, tally } from '../../src/staff/door/door.ts';

const DEVICE = '00000000-0000-4000-8000-000000000001';
const OTHER = '00000000-0000-4000-8000-000000000002';
const CODE = '7K3M9QTZ0123ABCD';
const hash = (code: string) => sha256Hex(code).slice(0, 32);
const MINE = hash(CODE);

const ticket = (over: Partial<Door['tickets'][number]> = {}): Door['tickets'][number] => ({
  hash: MINE,
  as: 'guest',
  party: 3,
  state: 'taken',
  scans: [],
  ...over,
});
const list = (tickets: Door['tickets'], over: Partial<Door> = {}): Listed => ({
  fetched: 0,
  door: {
    event: 'lantern-walk',
    title: { 'zh-Hans': '灯会' },
    origin: '2026-11-28T01:00:00Z',
    starts_at: '2026-11-28T01:00:00Z',
    ends_at: '2026-11-28T03:00:00Z',
    state: 'planned',
    capacity: 80,
    server_now: '2026-11-28T00:30:00Z',
    strangers: 0,
    tickets,
    ...over,
  },
});
let made = 0;
const scan = (people: number, over: Partial<Scanned> = {}): Scanned => ({
  id: `scan-${++made}`,
  event: 'lantern-walk',
  origin: '2026-11-28T01:00:00Z',
  device: DEVICE,
  hash: MINE,
  people,
  wall: 1000 + made,
  mono: made,
  session: 's',
  state: 'queued',
  ...over,
});
const elsewhere = (people: number, verdict: 'accepted' | 'double' = 'accepted') => ({
  ...{ id: `else-${++made}`, device: OTHER, at: '2026-11-28T00:50:00Z', people, by: '郭' },
  verdict,
});
const ask = (here: Listed | undefined, scans: Scanned[] = [], others: Listed[] = [], event: string | null = null) =>
  judge(MINE, event, { here, others, scans, device: DEVICE });

describe('what is scanned at a door', () => {
  test.each([
    ['an address', `https://qingtu.example/events/lantern-walk#t=${CODE}`, 'lantern-walk'],
    ['an address in another language', `https://qingtu.example/en/events/lantern-walk#t=${CODE}`, 'lantern-walk'],
    ['a bare code', CODE, null],
    ['a code read out, in lower case', ' 7k3m 9qtz 0123 abcd ', null],
    ['O for 0, l for 1, behind a Chinese input method', '７Ｋ３Ｍ９ＱＴＺＯl２３ＡＢＣＤ', null],
  ])('%s is a ticket', (_, typed, event) => {
    expect(readTicket(typed)).toEqual({ kind: 'ticket', code: CODE, event });
  });

  test('the event’s own code, a passport, a point’s code and nonsense are no tickets', () => {
    expect(readTicket(`https://qingtu.example/events/lantern-walk#in=${'A'.repeat(22)}`).kind).toBe('event_code');
    for (const text of ['', '7K3M9QTZ', `${CODE}0`, 'U123456789ABCDEF', `https://x.example/c#${'A'.repeat(22)}`, '灯'])
      expect(readTicket(text).kind, text).toBe('nothing');
  });
});

describe('a ticket at a door', () => {
  test('lets its whole party in, once', () => {
    expect(ask(list([ticket()]))).toMatchObject({ word: 'let_in', people: 3, party: 3 });
    const after = ask(list([ticket()]), [scan(3)]);
    expect(after).toMatchObject({ word: 'inside', people: 0, inside: 3 });
    expect(after.last).toMatchObject({ here: true, by: '' });
  });

  test('that another device let in tells by whom and when', () => {
    const { word, last } = ask(list([ticket({ scans: [elsewhere(3)] })]));
    expect(word).toBe('inside');
    expect(last).toMatchObject({ by: '郭', here: false, at: Date.parse('2026-11-28T00:50:00Z') });
  });

  test('of a party that came in part lets the rest in later', () => {
    expect(ask(list([ticket()]), [scan(2)])).toMatchObject({ word: 'rest', people: 1, inside: 2 });
  });

  test('a scan that the list has already is counted once', () => {
    const delivered = scan(1, { state: 'acked' });
    const listed = {
      id: delivered.id,
      device: DEVICE,
      at: '2026-11-28T00:50:00Z',
      people: 1,
      by: '江',
      verdict: 'accepted' as const,
    };
    expect(ask(list([ticket({ scans: [listed] })]), [delivered])).toMatchObject({ inside: 1 });
  });

  test.each([
    ['waiting', 'waiting'],
    ['cancelled', 'cancelled'],
    ['full', 'full'],
  ] as const)('that is %s is said, and is for the clerk to decide', (state, word) => {
    expect(ask(list([ticket({ state })]))).toMatchObject({ word, people: 3 });
  });

  test('of another date or event says which; an unknown one is unknown; without a list nothing is judged', () => {
    const here = list([]);
    const later = list([ticket()], { origin: '2026-12-05T01:00:00Z', starts_at: '2026-12-05T01:00:00Z' });
    expect(ask(here, [], [later])).toMatchObject({
      word: 'other_date',
      elsewhere: { starts_at: '2026-12-05T01:00:00Z' },
    });
    expect(ask(here, [], [list([ticket()], { event: 'tea-talk' })])).toMatchObject({ word: 'other_event' });
    expect(ask(here, [], [], 'tea-talk')).toMatchObject({ word: 'other_event', elsewhere: null });
    expect(ask(here, [], [], 'lantern-walk').word).toBe('unknown');
    expect(ask(undefined).word).toBe('no_list');
  });
});

describe('a door’s figures', () => {
  test('two devices that both let a party in are a double: both scans stay, the people count once', () => {
    const both = ticket({ scans: [elsewhere(3), elsewhere(3, 'double')] });
    const { inside, doubles } = tally(list([both]), [], DEVICE);
    expect(inside).toBe(3);
    expect(doubles).toHaveLength(1);
    expect(doubles[0]?.entries.map(({ double }) => double)).toEqual([false, true]);
  });

  test('a scan that still waits here is a double as soon as the list tells of the other door', () => {
    const entries = entriesOf(ticket({ scans: [elsewhere(3)] }), [scan(3)], DEVICE);
    expect(entries.map(({ double, here }) => [double, here])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test('signed up, in, waiting and helpers are kept apart; a stranger is counted', () => {
    const here = list(
      [
        ticket(),
        ticket({ hash: hash('A'), party: 2 }),
        ticket({ hash: hash('B'), party: 4, state: 'waiting' }),
        ticket({ hash: hash('C'), party: 5, state: 'cancelled' }),
        ticket({ hash: hash('D'), party: 1, as: 'helper' }),
      ],
      { strangers: 1 },
    );
    const scans = [scan(2), scan(1, { hash: hash('D') }), scan(1, { hash: hash('E') }), scan(9, { event: 'tea-talk' })];
    expect(tally(here, scans, DEVICE)).toEqual({
      ...{ signed: 5, inside: 2, waiting: 4, helpers: 1, helping: 1, strangers: 2 },
      doubles: [],
    });
  });
});
