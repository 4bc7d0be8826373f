import fc from 'fast-check';
import { decodeQR } from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { addressOf, isLocal, limitsOf, readPath, shorten, sizeOf } from '../../src/staff/posters/posters.ts';
import { drawQr, QUIET_ZONE } from '../../src/staff/posters/qr.ts';

const SITE = 'https://jindu.wenzhou.example';

/** What the path of a drawing paints black, read back module by module. */
function modules(address: string): boolean[][] {
  const { size, d } = drawQr(address);
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  for (const [, x, y, run] of d.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let i = 0; i < Number(run); i++) rows[Number(y)]![Number(x) + i] = true;
  }
  return rows;
}

/** The same as pixels, `scale` to a module. */
function picture(address: string, scale = 4) {
  const rows = modules(address);
  const side = rows.length * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (rows[Math.floor(y / scale)]![Math.floor(x / scale)]) data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
    }
  }
  return { width: side, height: side, data };
}

describe('the code on a poster', () => {
  it('has four white modules on every side, and black ones right behind them', () => {
    const rows = modules(`${SITE}/quiz/daily`);
    const size = rows.length;
    const edge = (i: number) => i < QUIET_ZONE || i >= size - QUIET_ZONE;
    expect(QUIET_ZONE).toBe(4);
    for (const [y, row] of rows.entries()) {
      for (const [x, black] of row.entries()) if (edge(x) || edge(y)) expect(black, `${x} ${y}`).toBe(false);
    }
    expect(rows[4]!.slice(4, 11)).toEqual(Array(7).fill(true));
    expect(rows[4]!.slice(size - 11, size - 4)).toEqual(Array(7).fill(true));
    expect(rows[size - 5]!.slice(4, 11)).toEqual(Array(7).fill(true));
  });

  it('says level M in its format bits, for short and long addresses', () => {
    for (const address of [`${SITE}/`, `${SITE}/quiz/daily`, `${SITE}/c#${'0123456789abcdef'.repeat(8)}`]) {
      const rows = modules(address);
      // beside the upper left finder (ISO/IEC 18004, figure 25): the first two of fifteen bits, masked with 10
      const bits = [0, 1].map((x) => Number(rows[QUIET_ZONE + 8]![QUIET_ZONE + x]));
      expect(
        bits.map((bit, i) => bit ^ [1, 0][i]!),
        address,
      ).toEqual([0, 0]);
    }
  });

  it('is read back as the address by a decoder', () => {
    fc.assert(
      fc.property(fc.webPath({ size: 'small' }), (path) => {
        const address = SITE + (path.startsWith('/') ? path : `/${path}`);
        expect(decodeQR(picture(address))).toBe(address);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a typed address', () => {
  it.each([
    ['/quiz/daily', '/quiz/daily'],
    [' quiz/daily ', '/quiz/daily'],
    ['/', '/'],
    [`${SITE}/en/help?x=1#top`, '/en/help?x=1#top'],
    ['jindu.wenzhou.example/c#abc', '/c#abc'],
    ['/quiz/../help', '/help'],
    ['/staffing', '/staffing'],
  ])('%s leads to %s', (typed, path) => {
    expect(readPath(typed, SITE)).toBe(path);
  });

  it.each([
    '',
    '   ',
    'https://elsewhere.example/quiz',
    'http://jindu.wenzhou.example/quiz',
    `https://user:word@jindu.wenzhou.example/`,
    'https://jindu.wenzhou.example.evil.example/',
    '//elsewhere.example/quiz',
    '/\\elsewhere.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.example',
    '/staff',
    '/en/staff/items',
    '/zh-hant/teach',
    'https://jindu.wenzhou.example/staff?x',
    '/x/../staff',
    '/rest/v1/rpc/quizzes',
    '/quiz daily',
    `/${'x'.repeat(200)}`,
  ])('%j is refused', (typed) => {
    expect(readPath(typed, SITE)).toBeNull();
  });

  it('never leads off the site, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (typed) => {
        const path = readPath(typed, SITE);
        if (path !== null) expect(new URL(addressOf(SITE, path).whole).origin).toBe(SITE);
      }),
      { numRuns: 2000 },
    );
  });

  it('stands in words without its scheme; Chinese characters stay readable', () => {
    expect(addressOf(SITE, '/')).toEqual({ whole: `${SITE}/`, host: 'jindu.wenzhou.example', path: '' });
    expect(addressOf(SITE, '/events/%E7%A6%81%E6%AF%92').path).toBe('/events/禁毒');
    expect(addressOf(SITE, '/events/%E7%A6').path).toBe('/events/%E7%A6');
  });
});

describe('a poster', () => {
  it('warns of a site that only this computer can open', () => {
    const hosts = ['127.0.0.1:8080', 'localhost:8080', '192.168.1.7', '[::1]:80', '10.0.0.2'];
    for (const host of hosts) expect(isLocal(`http://${host}`), host).toBe(true);
    expect(isLocal(SITE)).toBe(false);
  });

  it('shortens what is too long at the end of a word, and leaves the rest alone', () => {
    expect(shorten('The rules in force: what follows from them', 20)).toBe('The rules in force…');
    expect(shorten('The rules in force', 18)).toBe('The rules in force');
    expect(shorten('禁毒知识大家一起来答', 6)).toBe('禁毒知识大…');
    expect(limitsOf('zh-Hans')).toEqual(limitsOf('zh-Hant'));
  });

  it('sets longer texts smaller; a Chinese character counts for two letters', () => {
    expect(
      ['每天五道题', '我的禁毒知识通行册', '禁毒知识大家一起来答一答看看你会几道'].map((text) => sizeOf(text, [7, 14])),
    ).toEqual([...['l', 'm', 's']]);
    expect(sizeOf('Need help?', [7, 14])).toBe('l');
    expect(sizeOf('x'.repeat(99), [13, 16, 20])).toBe('xs');
  });
});
