/** What a code, an answer or a place proves, as far as a phone can tell. Pure. */
import type { NewRecord } from '../../contract/records.ts';
import { GRADES, type Proof, SCREEN_PATTERN, TOKEN_PATTERN, TYPED_PATTERN } from '../../contract/trails.ts';
import { isRefused, type Seals, type Stamped, shanghaiDay } from './stamps.ts';

export type StampDraft = Extract<NewRecord, { kind: 'stamp' }>;

/** The stamp that a fragment stands for; null: none of ours. */
export function stampOfFragment(fragment: string): StampDraft | null {
  const text = fragment.replace(/^#/, '');
  if (TOKEN_PATTERN.test(text)) return { kind: 'stamp', proof: 'code', token: text };
  const [, trail, point, step, mac] = SCREEN_PATTERN.exec(text) ?? [];
  if (!trail || !point || !mac) return null;
  return { kind: 'stamp', proof: 'screen', trail, point, step: Number(step), mac };
}

/** A short code as it was meant: Crockford's reading of what people type, on any keyboard. Null: not one. */
export function readTyped(typed: string): string | null {
  const code = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−_.·]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return TYPED_PATTERN.test(code) ? code : null;
}

/** What stands for the code in this phone's memory; the code itself is in the record only. Empty: the point is known. */
export const secretOf = (stamp: StampDraft): string =>
  stamp.proof === 'code' ? stamp.token : stamp.proof === 'typed' ? stamp.code : '';

/** Where a stamp says itself that it was made. */
export const subjectOf = (stamp: StampDraft): { trail: string | null; point: string | null } =>
  'trail' in stamp ? { trail: stamp.trail, point: stamp.point } : { trail: null, point: null };

const ROUTE = /^(?:\/(?:zh-hant|en))?\/(c|passport)#([A-Za-z0-9._=-]{1,90})$/;

/**
 * What a scanned text may open: a checkpoint of ours, or a passport. The text is compared letter by letter and never read
 * as an address: what addresses can hide (users, ports, other scripts, slashes of both kinds) is then no question. What
 * comes back stays on the page's own host. `hosts`: own origin and the city's public address.
 */
export function routeOf(text: string, hosts: readonly string[]): { page: 'c' | 'passport'; fragment: string } | null {
  const plain = text.replace(/^[ \r\n\t]+|[ \r\n\t]+$/g, '');
  const own = hosts.find((host) => /^https?:\/\/[^/]+$/.test(host) && plain.startsWith(`${host}/`));
  const [, page, fragment = ''] = (own && ROUTE.exec(plain.slice(own.length))) || [];
  if (page === 'c') return stampOfFragment(fragment) && { page, fragment };
  return page === 'passport' && /^k=[0-9A-Za-z-]{16,64}$/.test(fragment) ? { page, fragment } : null;
}

/** in and out of the fence, or too blurred to say */
export type Fix = 'in' | 'out' | 'poor';
const BLURRED_M = 100;

/** Judges a position against a fence, on the phone; nothing of the position is in the answer. */
export function judgePlace(
  at: { longitude: number; latitude: number; accuracy: number },
  fence: { position: [lng: number, lat: number]; radius_m: number },
): Fix {
  if (!(at.accuracy <= Math.min(BLURRED_M, fence.radius_m))) return 'poor';
  const rad = Math.PI / 180;
  const [lng, lat] = fence.position;
  const a =
    Math.sin(((at.latitude - lat) * rad) / 2) ** 2 +
    Math.cos(lat * rad) * Math.cos(at.latitude * rad) * Math.sin(((at.longitude - lng) * rad) / 2) ** 2;
  return 12_742_000 * Math.asin(Math.sqrt(Math.min(1, a))) <= fence.radius_m ? 'in' : 'out';
}

/** In the order in which people would try: the code again costs nothing, somebody of the staff is always the last. */
const LADDER: Proof[] = ['code', 'question', 'screen', 'place', 'typed', 'staff'];

/** What is left to try at a point after `tried`; typed goes wherever printed codes go, staff always. */
export function ladder(proofs: readonly Proof[], tried: readonly Proof[]): Proof[] {
  const has = (proof: Proof) =>
    proofs.includes(proof) || proof === 'staff' || (proof === 'typed' && proofs.includes('code'));
  return LADDER.filter((proof) => has(proof) && !tried.includes(proof));
}

/** The seal of the same point and day that is worth as much already: nobody has to press it twice. */
export function sameToday(seals: Seals, made: Pick<Stamped, 'at' | 'proof' | 'hash' | 'trail' | 'point'>) {
  return seals.list.find(
    (seal) =>
      !isRefused(seal.state) &&
      shanghaiDay(seal.at) === shanghaiDay(made.at) &&
      GRADES[seal.proof] >= GRADES[made.proof] &&
      ((made.hash !== '' && seal.hash === made.hash) ||
        (made.point !== null && seal.trail === made.trail && seal.point === made.point)),
  );
}
