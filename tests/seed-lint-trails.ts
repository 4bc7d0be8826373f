/** Lint of the seed's trails, games, gifts and counters; tests/seed-lint.ts runs it together with the questions'. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../src/contract/locales.ts';
import type { GameBody, GiftBody, OnSiteQuestion, TrailBody } from '../src/contract/trails.ts';
import { wordRules } from '../src/exercise/editor-words.ts';
import type { SeedMessage } from './seed-lint.ts';

export interface SeedTrail {
  slug: string;
  /** ids of the facts that a point's story rests on, by point */
  facts: Record<string, string[]>;
  body: TrailBody;
}
/** What to do with one finding: where it is inside the file, and what it says. */
export type Say = (where: string, message: string) => void;

const HTML = /<[a-z!/]/i;
const METRES_PER_RADIAN = 6_371_008.8;

/** Everything wrong with the files of the second door; `facts`: id → status. */
export function lintTrails(folder: string, facts: ReadonlyMap<string, string>): SeedMessage[] {
  const out: SeedMessage[] = [];
  const read = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const files = (name: string) =>
    existsSync(join(folder, name)) ? readdirSync(join(folder, name)).filter((file) => file.endsWith('.json')) : [];
  const sayOf =
    (file: string): Say =>
    (where, message) =>
      out.push({ file, row: 1, column: where, message, level: 'error' });
  const hasFile = (say: Say, where: string, name: string | null) => {
    if (name !== null && !existsSync(join(folder, name))) say(where, `没有文件 ${name}`);
  };
  const rests = (say: Say, where: string, ids: string[] | undefined) => {
    if (!ids?.length) say(where, '至少要有一条事实');
    for (const id of ids ?? [])
      if (!facts.has(id)) say(where, `没有事实 ${id}`);
      else if (facts.get(id) === 'M') say(where, `事实 ${id} 尚未核对`);
  };

  const games = new Set<string>();
  for (const name of files('games').sort()) {
    const say = sayOf(`games/${name}`);
    const { slug, body } = read<{ slug: string; body: GameBody }>(`games/${name}`);
    games.add(slug);
    rests(say, 'facts', body.facts);
    lintTexts(say, body, { kp: body.kp });
  }
  for (const name of files('trails').sort()) {
    const say = sayOf(`trails/${name}`);
    const trail = read<SeedTrail>(`trails/${name}`);
    lintTexts(say, trail.body);
    lintTrail(say, trail, games);
    for (const point of trail.body.points) {
      rests(say, `${point.id}.facts`, trail.facts[point.id]);
      hasFile(say, `${point.id}.picture`, point.picture);
      hasFile(say, `${point.id}.audio`, point.audio);
    }
  }
  for (const name of ['gifts.json', 'counters.json'].filter((file) => existsSync(join(folder, file)))) {
    const say = sayOf(name);
    for (const thing of read<{ slug?: string; code?: string; body?: GiftBody }[]>(name)) {
      lintTexts((where, message) => say(`${thing.slug ?? thing.code}.${where}`, message), thing);
      hasFile(say, `${thing.slug}.picture`, thing.body?.picture ?? null);
    }
  }
  return out;
}

function lintTrail(say: Say, { body }: SeedTrail, games: ReadonlySet<string>): void {
  const ids = new Set<string>();
  const seals = new Set<string>();
  for (const point of body.points) {
    if (ids.has(point.id)) say(point.id, '点位编号重复');
    ids.add(point.id);
    for (const locale of LOCALES) {
      const length = [...(point.seal[locale] ?? '')].length;
      if (length < 2 || length > 4) say(`${point.id}.seal.${locale}`, '印文是二到四个字');
    }
    const seal = point.seal['zh-Hans'] ?? '';
    if (seals.has(seal)) say(`${point.id}.seal`, `印文“${seal}”重复`);
    seals.add(seal);
    if (point.game !== null && !games.has(point.game)) say(`${point.id}.game`, `没有游戏 ${point.game}`);
    if (point.proofs.includes('question') !== (point.question !== null))
      say(`${point.id}.question`, '现场题与凭证不符');
  }
  const length = pathLength(body.path);
  if (Math.abs(length - body.length_m) > 0.05 * body.length_m)
    say('length_m', `路线实长 ${Math.round(length)} 米，与 ${body.length_m} 米不符`);
}

/** Length of a line over the earth in metres (haversine). */
export function pathLength(path: TrailBody['path']): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  return path.slice(1).reduce((sum, [lng, lat], i) => {
    const [lng0, lat0] = path[i] ?? [lng, lat];
    const h =
      Math.sin(radians(lat - lat0) / 2) ** 2 +
      Math.cos(radians(lat0)) * Math.cos(radians(lat)) * Math.sin(radians(lng - lng0) / 2) ** 2;
    return sum + 2 * METRES_PER_RADIAN * Math.asin(Math.sqrt(h));
  }, 0);
}

/** Every text, wherever it stands: in all languages, without forbidden words and without HTML. */
export function lintTexts(say: Say, value: unknown, about: { kp?: number; primary?: boolean } = {}, where = ''): void {
  if (value === null || typeof value !== 'object') return;
  if ('zh-Hans' in value) {
    const words = value as Partial<Record<Locale, string | OnSiteQuestion['words'][Locale]>>;
    for (const locale of LOCALES) {
      const text = words[locale];
      const texts = typeof text === 'string' ? [text] : text ? [text.stem, ...text.options] : [''];
      for (const one of texts) {
        if (!one.trim()) say(`${where}.${locale}`, '缺少这种语言的文字');
        if (HTML.test(one)) say(`${where}.${locale}`, '不能有 HTML');
        for (const hit of wordRules('text', one, { kp: 1, primary: false, sorting: true, locale, ...about }))
          say(`${where}.${locale}`, `${hit.message} [${hit.rule}]`);
      }
    }
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const name = (inner as { id?: string } | null)?.id ?? key;
    lintTexts(say, inner, about, where ? `${where}.${name}` : name);
  }
}
