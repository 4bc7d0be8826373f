/** A class of sixty behind one school address: signs in, joins and hands in a lesson through the edge, within two minutes. */
import { randomUUID } from 'node:crypto';
import type { ClassPage, Joined } from '../../../src/contract/courses.ts';
import type { BatchReply } from '../../../src/contract/records.ts';
import { callerOf, fromElsewhere } from '../console.ts';
import { lessonOf } from '../lesson.ts';
import { address, expect, test } from '../world.ts';

const SCHOOL = '3303020001';
/** The one address of the school. */
const SCHOOL_ADDRESS = fromElsewhere();
/** Asks the edge as a phone behind it does. */
async function post(path: string, body: unknown, token?: string): Promise<{ status: number; json: unknown }> {
  const reply = await fetch(`${address()}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      apikey: 'qingtu',
      ...SCHOOL_ADDRESS,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  });
  return { status: reply.status, json: await reply.json() };
}

test('sixty pupils behind one address sign in, take their seats and hand in a lesson at once: sixty of sixty', async () => {
  test.setTimeout(150_000);
  const dai = callerOf('dai');
  let number = 60;
  let id = '';
  for (; !id && number > 20; number--)
    id = await dai<{ id: string }>('create_class', { school: SCHOOL, grade: 4, number, seats: 60 }).then(
      (made) => made.id,
      () => '',
    );
  const { code } = await dai<{ code: string }>('set_class_code', { class: id, days: 1 });
  const lesson = await lessonOf('primary', 'know');
  const began = Date.now();
  const pupils = await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const signedUp = await post('/auth/v1/signup', {});
      const token = (signedUp.json as { access_token?: string }).access_token;
      const joined = await post('/rest/v1/rpc/join_class', { code, seat: i + 1, locale: 'zh-Hans' }, token);
      const batch = lesson.blocks.map(({ id: block, game }) =>
        JSON.stringify({
          id: randomUUID(),
          v: 1,
          kind: 'block',
          at: new Date().toISOString(),
          lesson: lesson.slug,
          rev: lesson.rev,
          block,
          choices: game ? '?'.repeat(game.steps.length) : '',
        }),
      );
      const sent = await post(
        '/rest/v1/rpc/record_participation',
        { protocol: 1, epoch: null, client_now: new Date().toISOString(), batch, ages: batch.map(() => 0) },
        token,
      );
      return { joined: joined.json as Joined, status: joined.status, sent: sent.json as BatchReply };
    }),
  );
  expect(Date.now() - began).toBeLessThan(120_000);
  expect(pupils.filter(({ joined }) => 'seat' in joined)).toHaveLength(60);
  for (const { sent } of pupils) expect(sent.verdicts.every(({ verdict }) => verdict === 'accepted')).toBe(true);
  const page = await dai<ClassPage>('class_page', { class: id, locale: 'zh-Hans' });
  expect(page.seats.filter(({ state }) => state === 'one')).toHaveLength(60);
  // From the same address a stranger guesses: the answer is one and the same, and says nothing.
  const stranger = ((await post('/auth/v1/signup', {})).json as { access_token: string }).access_token;
  const wrong = await post('/rest/v1/rpc/join_class', { code: 'ZZZZZZZZ', seat: 1, locale: 'zh-Hans' }, stranger);
  await dai('lock_class_code', { class: id, locked: true });
  const locked = await post('/rest/v1/rpc/join_class', { code, seat: 1, locale: 'zh-Hans' }, stranger);
  expect([wrong.status, locked.status]).toEqual([404, 404]);
  expect(locked.json).toEqual(wrong.json);
});
