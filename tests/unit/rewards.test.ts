import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CLAIM_PATTERN, type Claim, type GiftCard, type MyGifts } from '../../src/contract/trails.ts';
import { hmac, secondsLeft, sixDigits, stepAt } from '../../src/features/rewards/digits.ts';
import { asks, grouped, leftOf, moment, ready, shown, stateAt } from '../../src/features/rewards/rewards.ts';
import zh from '../../src/i18n/locales/zh-Hans/rewards.json' with { type: 'json' };
import { sha256 } from '../../src/outbox/sha256.ts';

/** RFC 4226's truncation, as a second pair of hands writes it. */
function byNode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha256', secret).update(counter).digest();
  return String((mac.readUInt32BE(mac[31]! & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

describe('the six digits of a claim', () => {
  it('are those of HMAC-SHA-256, for keys of any length and every step', () => {
    for (const bytes of [1, 16, 20, 32, 63, 64, 65, 100]) {
      const secret = randomBytes(bytes);
      expect(Buffer.from(hmac(sha256, secret, Buffer.from('清途')))).toEqual(
        createHmac('sha256', secret).update('清途').digest(),
      );
      for (const step of [0, 1, 59_304_000, 2 ** 33 + 7])
        expect(sixDigits(sha256, secret.toString('base64'), step)).toBe(byNode(secret, step));
    }
  });

  it('keep their leading zeros', () => {
    const secret = Buffer.from('0123456789abcdef');
    const step = Array.from({ length: 200 }, (_, i) => i).find((i) => byNode(secret, i).startsWith('0')) as number;
    expect(sixDigits(sha256, secret.toString('base64'), step)).toMatch(/^0\d{5}$/);
  });

  it('are of the standard: RFC 6238 gives 46119246 for its SHA-256 secret at 59 seconds', () => {
    const secret = Buffer.from('12345678901234567890123456789012');
    expect(stepAt(59_000)).toBe(1);
    expect(sixDigits(sha256, secret.toString('base64'), 1)).toBe('119246');
  });

  it('hold for 30 seconds, to the second', () => {
    expect([0, 1, 999, 1000, 29_000, 29_001, 29_999, 30_000].map(secondsLeft)).toEqual([30, 30, 30, 29, 1, 1, 1, 30]);
    expect(stepAt(29_999)).toBe(0);
    expect(stepAt(30_000)).toBe(1);
  });

  it('stand behind the number as the counter reads them', () => {
    expect(`7K3M9QTZ-${sixDigits(sha256, 'c2VjcmV0', 5)}`).toMatch(CLAIM_PATTERN);
    expect(grouped('7K3M9QTZ')).toBe('7K3M 9QTZ');
  });
});

const gift = (rule: Partial<GiftCard['rule']>, more: Partial<GiftCard> = {}): GiftCard => ({
  slug: 'bookmark',
  name: '书签',
  text: '',
  per_person: 1,
  counters: [],
  rule: { trail: null, grade: 1, strong: 0, points: null, quiz: null, first: null, ...rule },
  ...more,
});
const say = (key: string, values: Record<string, string | number> = {}) => {
  const text = (zh as Record<string, string>)['count' in values ? `${key}_other` : key] ?? `?${key}`;
  return text.replace(/{{(\w+)}}/g, (_, name: string) => String(values[name]));
};

describe('what a gift asks for', () => {
  it('is said in words, each with the way to do it', () => {
    const rule = { trail: 'zhongyi', trail_title: '忠义街', required: 11, grade: 2 as const, strong: 1, points: 30 };
    const lines = asks(gift({ ...rule, quiz: 'kp01', quiz_title: '认识毒品', first: 50 }), say, '/en');
    expect(lines.map(({ what, href }) => [what, href])).toEqual([
      ['trail', '/en/trails/zhongyi'],
      ['grade', '/en/trails/zhongyi'],
      ['strong', '/en/trails/zhongyi'],
      ['points', '/en/quiz'],
      ['quiz', '/en/quiz/kp01'],
      ['first', undefined],
    ]);
    expect(lines.map(({ text }) => text).join('；')).toBe(
      '走完“忠义街”，集齐 11 处必到的印；每一处至少扫过现场的码（输入码下的短码也算）；其中 1 处要答对现场题、扫现场屏幕，或由工作人员盖印；积分满 30 分；做完“认识毒品”（有奖答题要对六成）；送给先到的 50 位',
    );
  });

  it('is nothing where nothing is asked, and then nobody needs a passport first', () => {
    expect(asks(gift({}), say, '')).toEqual([]);
    expect(ready(null, gift({}), [])).toBe(true);
    const asking = gift({ points: 10 });
    expect(ready(null, asking, asks(asking, say, ''))).toBe(false);
  });

  it('is met when the database misses nothing of this gift', () => {
    const mine = (missing: MyGifts['gifts'][number]['missing']): MyGifts => ({
      gifts: [{ slug: 'bookmark', missing, done: null }],
      claims: [],
    });
    expect(ready(mine([]), gift({ points: 10 }), [])).toBe(true);
    expect(ready(mine(['had']), gift({}), [])).toBe(false);
    expect(ready({ gifts: [], claims: [] }, gift({}), [])).toBe(false);
  });
});

describe('stock', () => {
  const stock = [
    { gift: 'bookmark', counter: 'a', left: 'none' as const },
    { gift: 'bookmark', counter: 'b', left: 'few' as const },
    { gift: 'cup', counter: 'a', left: 'many' as const },
  ];
  it('of a gift is what the best counter has', () => {
    expect(leftOf(stock, 'bookmark')).toBe('few');
    expect(leftOf(stock, 'bookmark', 'a')).toBe('none');
    expect(leftOf(stock, 'cup')).toBe('many');
  });
  it('is unknown until it has arrived, and none where no counter has the gift', () => {
    expect(leftOf(null, 'bookmark')).toBeUndefined();
    expect(leftOf(stock, 'fan')).toBe('none');
  });
});

describe('claims', () => {
  const at = Date.parse('2026-11-22T06:00:00Z');
  const claim = (id: string, more: Partial<Claim>): Claim => ({
    id,
    gift: 'bookmark',
    counter: 'a',
    number: '7K3M9QTZ',
    secret: 'c2VjcmV0',
    state: 'issued',
    claimed_at: '2026-11-22T05:00:00Z',
    expires_at: '2026-11-22T08:00:00Z',
    ...more,
  });

  it('expire on the phone by themselves, without a network', () => {
    expect(stateAt(claim('a', {}), at)).toBe('issued');
    expect(stateAt(claim('a', {}), Date.parse('2026-11-22T08:00:00Z'))).toBe('expired');
    expect(stateAt(claim('a', { state: 'used' }), at + 1e9)).toBe('used');
  });

  it('are shown with those that wait first; what was given back or lapsed long ago is left out', () => {
    const all = [
      claim('lapsed', { state: 'expired', claimed_at: '2026-11-20T05:00:00Z', expires_at: '2026-11-20T08:00:00Z' }),
      claim('old', { state: 'expired', claimed_at: '2026-10-20T05:00:00Z', expires_at: '2026-10-20T08:00:00Z' }),
      claim('used', { state: 'used', claimed_at: '2026-01-20T05:00:00Z' }),
      claim('back', { state: 'cancelled' }),
      claim('early', { claimed_at: '2026-11-22T04:00:00Z' }),
      claim('waits', {}),
    ];
    expect(shown(all, at).map(({ id }) => id)).toEqual(['waits', 'early', 'lapsed', 'used']);
  });

  it('say when in the hours of the city, wherever the phone believes to be', () => {
    expect(moment('zh-Hans', '2026-11-22T08:05:00Z')).toBe('11月22日 16:05');
    expect(moment('en', '2026-11-22T16:05:00Z')).toBe('23 November at 00:05');
  });
});
