import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newRecoveryKey, parseRecoveryKey, showRecoveryKey } from '../../../src/outbox/recovery.ts';
import { sha256Hex } from '../../../src/outbox/sha256.ts';
import { answer, createServer, memoryStore, openPhone } from './fake.ts';

describe('the recovery key', () => {
  it('reads back as written, however it is typed', () => {
    for (let i = 0; i < 200; i++) {
      const key = newRecoveryKey();
      const shown = showRecoveryKey(key);
      expect(shown).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{3}$/);
      expect(parseRecoveryKey(shown)).toBe(key);
      expect(parseRecoveryKey(shown.toLowerCase().replaceAll('-', ' '))).toBe(key);
      expect(parseRecoveryKey(shown.replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ''))).toBe(key);
      expect(parseRecoveryKey(shown.replaceAll('1', 'I').replaceAll('-', '—'))).toBe(key);
    }
  });

  it('has 128 bits', () => {
    expect(new Set(Array.from({ length: 1000 }, newRecoveryKey)).size).toBe(1000);
    expect(Array.from({ length: 200 }, newRecoveryKey).every((key) => '01234567'.includes(key[0]!))).toBe(true);
  });

  it('notices one wrong character and two that changed places', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
    const shown = showRecoveryKey('3M8KQ5ZR2DXAGN7WTB4CV9HF1E');
    const plain = shown.replaceAll('-', '');
    for (let i = 0; i < plain.length; i++) {
      for (const c of alphabet) {
        if (c === plain[i] || [c, plain[i]].sort().join('') === '0Z') continue;
        expect(parseRecoveryKey(plain.slice(0, i) + c + plain.slice(i + 1))).toBeNull();
      }
      if (i && plain[i] !== plain[i - 1])
        expect(parseRecoveryKey(plain.slice(0, i - 1) + plain[i] + plain[i - 1] + plain.slice(i + 1))).toBeNull();
    }
    for (const typed of ['', 'abc', plain.slice(1), `${plain}0`, plain.replace('3', 'U'), '清途'.repeat(13)])
      expect(parseRecoveryKey(typed)).toBeNull();
  });

  it('is hashed as sha-256', () => {
    for (const text of ['', 'abc', 'a'.repeat(55), 'a'.repeat(56), 'a'.repeat(64), newRecoveryKey(), 'x'.repeat(1000)])
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text).digest('hex'));
  });
});

describe('getting a passport back', () => {
  it('registers the hash once, after the first delivery, and never the key', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    const { key, registered } = await phone.outbox.recoveryKey();
    expect(registered).toBe(false);
    expect(server.state.calls).toEqual([]);
    for (let i = 0; i < 3; i++) {
      await phone.quiet(answer);
      await phone.outbox.flush();
    }
    const registrations = server.state.calls.filter((call) => call.path.endsWith('register_recovery'));
    expect(registrations.map((call) => call.body)).toEqual([{ key_hash: sha256Hex(key) }]);
    expect(JSON.stringify(server.state.calls)).not.toContain(key);
    expect((await phone.outbox.recoveryKey()).registered).toBe(true);
    phone.outbox.stop();
  });

  it('takes over what another phone has collected', async () => {
    const server = createServer();
    const old = openPhone(server.fetch);
    await old.quiet(answer);
    await old.outbox.flush();
    const { shown, key } = await old.outbox.recoveryKey();
    const fresh = openPhone(server.fetch);
    expect(await fresh.outbox.recoverWith(` ${shown.toLowerCase()} `)).toEqual({ merged: 1 });
    expect(server.state.reclaimed).toHaveLength(1);
    expect(await fresh.outbox.recoveryKey()).toMatchObject({ key, registered: true });
    await expect(fresh.outbox.recoverWith('nonsense')).rejects.toMatchObject({ code: 'bad_argument' });
    await expect(fresh.outbox.recoverWith(showRecoveryKey(newRecoveryKey()))).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await fresh.outbox.recoveryKey()).toMatchObject({ key });
    old.outbox.stop();
    fresh.outbox.stop();
  });

  it('happens by itself when the server has ended the session for good', async () => {
    const server = createServer({ ttl: 1000 });
    const phone = openPhone(server.fetch);
    await phone.quiet(answer);
    await phone.outbox.flush();
    const [before] = [...server.state.users];
    server.state.users.clear();
    await phone.quiet(answer);
    await phone.outbox.flush();
    const [after] = [...server.state.users];
    expect(after).not.toBe(before);
    expect(server.state.reclaimed).toEqual([after]);
    expect(server.state.ledger.size).toBe(2);
    expect(phone.outbox.status()).toMatchObject({ waiting: 0, delivered: 2 });
    const order = server.state.calls.map((call) => call.path.split('/').pop());
    expect(order.lastIndexOf('reclaim')).toBeLessThan(order.lastIndexOf('record_participation'));
    phone.outbox.stop();
  });

  it('waits with new records when the old ones cannot be taken over just now', async () => {
    const server = createServer();
    const phone = openPhone(server.fetch);
    await phone.quiet(answer);
    await phone.outbox.flush();
    server.state.users.clear();
    server.state.before = ({ path }) => (path.endsWith('/reclaim') ? new Response('', { status: 503 }) : undefined);
    await phone.quiet(answer);
    await phone.outbox.flush({ eager: true });
    expect(server.state.ledger.size).toBe(1);
    server.state.before = undefined;
    await phone.outbox.flush({ eager: true });
    expect(server.state.ledger.size).toBe(2);
    expect(server.state.users.size).toBe(1);
    phone.outbox.stop();
  });

  it('survives a browser that clears localStorage', async () => {
    const server = createServer();
    const local = memoryStore();
    const phone = openPhone(server.fetch, { local });
    await phone.quiet(answer);
    await phone.outbox.flush();
    local.map.clear();
    phone.outbox.stop();
    const later = openPhone(server.fetch, { local, factory: phone.factory });
    await later.quiet(answer);
    await later.outbox.flush();
    expect(server.state.users.size).toBe(1);
    expect(later.outbox.status()).toMatchObject({ waiting: 0, delivered: 2 });
    later.outbox.stop();
  });
});
