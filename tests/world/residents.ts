/** Invented residents of the demo city: who they are, when they come, what they know. Same seed, same people. */

/** mulberry32: small, fast, good enough for make-believe. */
export function dice(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Item {
  code: string;
  revision: number;
  kp: number;
  kind: string;
  difficulty: number;
  options: number;
  answer: string;
  /** texts of the right options, for attempts whose options the server has permuted */
  right: string[];
}

export interface Resident {
  district: string | null;
  band: string | null;
  ability: number;
  /** answers given so far, by knowledge point */
  seen: number[];
  /** simulated days on which this person takes part, ascending, counted from the first day */
  days: number[];
  quarters: Set<string>;
  contests: number;
}

/** How often people come, by calendar month: Spring Festival is quiet, June is the month of 26 June, November has the contest. */
const SEASON = [0.8, 0.5, 0.8, 0.9, 1.1, 2.6, 0.9, 0.7, 1.2, 1.0, 1.5, 1.2];
/** What is known beforehand, by knowledge point 1–10: weak on penalties (3) and on controlled and new drugs (6). */
const EASE = [0.9, 0.6, -0.7, 0.2, 0.3, -0.9, 0.4, 0.8, 1.0, 0.2];
const BAND_ABILITY: Record<string, number> = { u18: 0.1, '18-34': 0.35, '35-59': 0.15, '60up': -0.45 };
/** The young come more readily than their share, the old less. */
const BAND_TURNOUT: Record<string, number> = { u18: 1.5, '18-34': 1.2, '35-59': 0.9, '60up': 0.45 };

/** Weight of one calendar day (UTC midnight of the day in China) for one age band. */
export function dayWeight(day: Date, band: string | null): number {
  const weekend = day.getUTCDay() % 6 === 0;
  const shape = band === 'u18' ? (weekend ? 0.5 : 1.2) : weekend ? 1.3 : 0.9;
  const publicity = day.getUTCMonth() === 5 && day.getUTCDate() >= 20 && day.getUTCDate() <= 28 ? 1.8 : 1;
  return (SEASON[day.getUTCMonth()] ?? 1) * shape * publicity;
}

function pickWeighted<T>(random: () => number, items: T[], weight: (item: T) => number): T {
  let left = random() * items.reduce((sum, item) => sum + weight(item), 0);
  for (const item of items) {
    left -= weight(item);
    if (left < 0) return item;
  }
  return items[items.length - 1] as T;
}

interface Place {
  code: string;
  population: number;
}
interface Share {
  band: string;
  share: number;
}

/** People by district population and age band; one in twelve says neither. Visits per person are heavy-tailed. */
export function invent(
  random: () => number,
  count: number,
  places: Place[],
  shares: Share[],
  days: Date[],
): Resident[] {
  const byBand = new Map<string, number[]>();
  const cumulative = (band: string) => {
    let sum = 0;
    const made = byBand.get(band) ?? days.map((day) => (sum += dayWeight(day, band)));
    byBand.set(band, made);
    return made;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, () => {
    const band = pickWeighted(random, shares, (s) => s.share * (BAND_TURNOUT[s.band] ?? 1)).band;
    const district = pickWeighted(random, places, (p) => p.population).code;
    const silent = random() < 0.08;
    const sums = cumulative(band);
    const draw = (from: number) => {
      const low = from > 0 ? (sums[from - 1] ?? 0) : 0;
      const at = low + random() * ((sums[sums.length - 1] ?? 0) - low);
      return Math.max(
        from,
        sums.findIndex((sum) => sum >= at),
      );
    };
    const first = draw(0);
    const visits = Math.min(60, Math.max(1, Math.round(Math.exp(1.35 + 0.95 * normal()))));
    const all = new Set([first]);
    // habits fade: most visits fall into the first weeks
    for (let i = 1; i < visits; i++) {
      const later = random() < 0.6 ? first + Math.floor(-Math.log(1 - random()) * 25) : draw(first);
      if (later < days.length) all.add(later);
    }
    return {
      district: silent ? null : district,
      band: silent ? null : band,
      ability: (BAND_ABILITY[band] ?? 0) + 0.7 * normal(),
      seen: Array(11).fill(0),
      days: [...all].sort((a, b) => a - b),
      quarters: new Set<string>(),
      contests: 0,
    };
  });
}

/** The chance that somebody knows the answer: ability, ease of the point, practice so far (a learning curve). */
export function knows(person: Resident, item: Item): number {
  const learned = 0.55 * Math.log1p((person.seen[item.kp] ?? 0) / 2);
  const z = 0.55 + person.ability + (EASE[item.kp - 1] ?? 0) + learned - 0.45 * (item.difficulty - 2);
  return 1 / (1 + Math.exp(-z));
}

/** Letters that somebody gives: the key when known; else a guess, which for one option of n may be right by luck. */
export function answerOf(random: () => number, person: Resident, item: Item, mayPass = false): string {
  if (random() < knows(person, item)) return item.answer;
  if (mayPass && random() < 0.55) return '?';
  return guess(random, item);
}

export function guess(random: () => number, item: { kind: string; options: number }): string {
  const letter = () => String.fromCharCode(65 + Math.floor(random() * (item.kind === 'judge' ? 2 : item.options)));
  if (item.kind === 'sort') return Array.from({ length: item.options }, () => (random() < 0.5 ? 'A' : 'B')).join('');
  if (item.kind !== 'multiple') return letter();
  return [...new Set([letter(), letter()])].sort().join('');
}
