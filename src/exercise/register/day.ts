/** Days as offices write them. What could be another day as well is not read. */
import { type Unclear, unclear } from './types.ts';

/** Of a period that is only known by month or year: its first day, its last, or neither. */
export type Edge = 'first' | 'last' | 'none';

const EMPTY = /^([-—–/]*|至今|长期|无)$/;
const DAY_MS = 86_400_000;

/** The day, null for an empty cell; `whole` when a month or a year was said and the edge of it is taken. */
export function readDay(cell: string, edge: Edge): { day: string; whole: boolean } | null | Unclear {
  const text = cell
    .normalize('NFKC')
    .trim()
    .replace(/\s*(\d{1,2}:\d{2}(:\d{2})?(\.\d+)?Z?|T\d{2}:.*)$/, '')
    .replace(/號/g, '号')
    .replace(/\s/g, '');
  if (EMPTY.test(text)) return null;
  const word = cell.trim().slice(0, 30);
  const full =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(text) ??
    /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (full) {
    const day = makeDay(Number(full[1]), Number(full[2]), Number(full[3]));
    return day ? { day, whole: false } : unclear('day_none', { word });
  }
  // A day number of Excel: 1954 to 2119. Four digits are a year.
  if (/^[2-7]\d{4}(\.\d+)?$/.test(text)) {
    const day = new Date((Math.floor(Number(text)) - 25_569) * DAY_MS);
    return { day: day.toISOString().slice(0, 10), whole: false };
  }
  const month = /^(\d{4})(?:年|[-/.])(\d{1,2})月?$/.exec(text);
  const year = /^((?:19|20)\d{2})年?$/.exec(text);
  if ((month || year) && edge !== 'none') {
    const of = Number((month ?? year)?.[1]);
    const first = month ? Number(month[2]) : 1;
    const day =
      edge === 'first'
        ? makeDay(of, first, 1)
        : makeDay(of, month ? first : 12, month ? new Date(Date.UTC(of, first, 0)).getUTCDate() : 31);
    return day ? { day, whole: true } : unclear('day_none', { word });
  }
  return unclear(month || year ? 'day_whole' : /^\d{1,2}[-/.]\d{1,2}/.test(text) ? 'day_order' : 'day_form', { word });
}

/** ISO day, null when the calendar has none. */
function makeDay(year: number, month: number, day: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, day));
  const same = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return same && year >= 1900 && year <= 2200 ? made.toISOString().slice(0, 10) : null;
}
