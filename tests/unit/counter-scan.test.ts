import { describe, expect, test } from 'vitest';
import { newRecoveryKey, showRecoveryKey } from '../../src/outbox/recovery.ts';
import { cardAddress, keyLines, newCards, readNumber, sheets } from '../../src/staff/counter/cards.ts';
import { groups, readScan } from '../../src/staff/counter/scan.ts';

const claim = (code: string) => ({ kind: 'claim', code });

describe('what is scanned or typed at the counter', () => {
  test.each([
    ['as the phone shows it', '7K3M9QTZ-204618'],
    ['in lower case', '7k3m9qtz-204618'],
    ['with blanks, as people read it out', ' 7K3M 9QTZ 204 618 '],
    ['without the hyphen', '7K3M9QTZ204618'],
    ['by a scanner behind a Chinese input method', '７Ｋ３Ｍ９ＱＴＺ－２０４６１８'],
    ['with a long dash', '7K3M9QTZ—204618'],
  ])('a code %s is the same code', (_, typed) => {
    expect(readScan(typed)).toEqual(claim('7K3M9QTZ-204618'));
  });

  test('O is 0, I and L are 1, in the number and in the digits', () => {
    expect(readScan('OIL3M9QT-2O46l8')).toEqual(claim('0113M9QT-204618'));
  });

  test('what is too short, too long or no code at all is nothing', () => {
    for (const typed of ['7K3M9QTZ-20461', '7K3M9QTZ-2046181', 'U7K3M9QT-204618', '礼品', '', '7K3M9QTZ-2046AB'])
      expect(readScan(typed), typed).toEqual({ kind: 'nothing' });
  });

  test('a passport is known by its address, in any language, and by its bare key', () => {
    const key = newRecoveryKey();
    const shown = showRecoveryKey(key);
    for (const text of [
      cardAddress('https://qingtu.example', '', shown),
      cardAddress('https://qingtu.example', '/en', shown),
      shown,
      shown.toLowerCase().replaceAll('-', ' '),
    ])
      expect(readScan(text), text).toEqual({ kind: 'passport', key });
  });

  test('a key with a wrong or missing character is said to be broken, not unknown', () => {
    const shown = showRecoveryKey('01234567890123456789012345');
    expect(readScan(shown.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toEqual({ kind: 'broken_key' });
    expect(readScan(`https://qingtu.example/passport#k=${shown.slice(0, -3)}`)).toEqual({ kind: 'broken_key' });
  });

  test('the printed code of a checkpoint is no gift', () => {
    expect(readScan('https://qingtu.example/c#AAAAAAAAAAAAAAAAAAAAAA')).toEqual({ kind: 'point' });
    expect(readScan('https://elsewhere.example/pay?code=7K3M9QTZ-204618')).toEqual({ kind: 'nothing' });
  });

  test('a number is read out in two groups', () => {
    expect(groups('7K3M9QTZ')).toBe('7K3M 9QTZ');
  });
});

describe('paper passports', () => {
  test('every card has a key of its own, and only hashes leave the page', () => {
    const { keys, hashes } = newCards(60);
    expect(new Set(keys).size).toBe(60);
    expect(new Set(hashes).size).toBe(60);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const key of keys) expect(readScan(key)).toMatchObject({ kind: 'passport' });
  });

  test('sheets hold eight or four cards, the last one what is left', () => {
    const keys = Array.from({ length: 18 }, (_, at) => String(at));
    expect(sheets(keys, 'a7x8').map((page) => page.length)).toEqual([8, 8, 2]);
    expect(sheets(keys, 'a6x4').map((page) => page.length)).toEqual([4, 4, 4, 4, 2]);
    expect(sheets([], 'a7x8')).toEqual([]);
  });

  test('a key is printed in two lines of whole groups', () => {
    const shown = showRecoveryKey('01234567890123456789012345');
    expect(keyLines(shown).join('-')).toBe(shown);
    expect(keyLines(shown).map((line) => line.length)).toEqual([19, 13]);
  });

  test('one to sixty cards can be asked for', () => {
    expect(['1', '60', ' ８ '].map(readNumber)).toEqual([1, 60, 8]);
    expect(['0', '61', '1.5', '', 'x', '-3'].map(readNumber)).toEqual(Array(6).fill(null));
  });
});
