/** A small trail with three points for tests of stamps: an arch and a library that are required, and a pavilion. */
import type { PointBody, TrailBody } from '../../src/contract/trails.ts';
import type { Database } from './database.ts';
import { send, text } from './records.ts';

const point = (id: string, lng: number, more: Partial<PointBody> = {}): PointBody => ({
  id,
  required: true,
  seal: { 'zh-Hans': `${id === 'arch' ? '牌坊' : id === 'library' ? '书社' : '凉亭'}` },
  name: { 'zh-Hans': `${id}点`, en: id },
  place: { 'zh-Hans': '街口' },
  position: [lng, 27.78],
  radius_m: 60,
  story: { 'zh-Hans': '这里的故事。' },
  picture: null,
  picture_alt: null,
  audio: null,
  todo: null,
  game: null,
  question: null,
  proofs: ['code', 'screen', 'question', 'place', 'staff'],
  ...more,
});

const question = {
  words: { 'zh-Hans': { stem: '展板上写着哪一年？', options: ['1885', '1886', '1887', '1888'] } },
  answer: 'C',
};

/** 0.001 degrees of longitude are 98 m here. */
export const trailBody = (more: Partial<TrailBody> = {}): TrailBody => ({
  title: { 'zh-Hans': '小街', en: 'Small street' },
  summary: { 'zh-Hans': '三个点。' },
  ordered: true,
  positions: 'surveyed',
  length_m: 200,
  minutes: 10,
  hours: null,
  access: null,
  leads_to: null,
  speed: 3,
  path: [
    [120.65, 27.78],
    [120.652, 27.78],
  ],
  opens_on: null,
  closes_on: null,
  points: [
    point('arch', 120.65, { question }),
    point('library', 120.651, { question }),
    point('pavilion', 120.652, { required: false, question }),
  ],
  ...more,
});

export async function putTrail(db: Database, slug = 'small-street', body: TrailBody = trailBody(), revision = 1) {
  await db.sql.query('select app.put_trail($1)', [JSON.stringify({ ...body, slug, revision })]);
}

/** Token of the printed code that hangs at a point now. */
export const tokenAt = (db: Database, of: string, trail = 'small-street') =>
  db.value<string>('select token from private.checkpoint_key where trail = $1 and point = $2 and retired_at is null', [
    trail,
    of,
  ]);
export const typedAt = (db: Database, of: string, trail = 'small-street') =>
  db.value<string>('select typed from private.checkpoint_key where trail = $1 and point = $2 and retired_at is null', [
    trail,
    of,
  ]);

/** A stamp by a printed code, as text. */
export const scan = (token: string) => text({ kind: 'stamp', proof: 'code', token });
export const answerAt = (of: string, choice: string, trail = 'small-street') =>
  text({ kind: 'stamp', proof: 'question', trail, point: of, choice });

/** Sends stamps of one person, each made so many seconds ago. */
export const stamp = (db: Database, signIn: string, texts: string[], secondsAgo: number[] = []) =>
  send(db, signIn, texts, { ages: texts.map((_, i) => (secondsAgo[i] ?? 0) * 1000) });
