/** Times of other zones as moments. */
import ICAL from 'ical.js';

/** Names that Windows gives to zones, as Outlook writes them. */
const WINDOWS: Record<string, string> = {
  'China Standard Time': 'Asia/Shanghai',
  'Taipei Standard Time': 'Asia/Taipei',
  'Singapore Standard Time': 'Asia/Singapore',
  'Tokyo Standard Time': 'Asia/Tokyo',
  'Korea Standard Time': 'Asia/Seoul',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'GMT Standard Time': 'Europe/London',
  'Eastern Standard Time': 'America/New_York',
  'Pacific Standard Time': 'America/Los_Angeles',
  UTC: 'UTC',
};
export const SHANGHAI_MS = 8 * 3_600_000;

export interface Zone {
  /** milliseconds of UTC for a local time, as a number of UTC */
  toUtc(local: number): number;
  /** Shanghai itself, or nothing known */
  known: boolean;
  own: boolean;
}

const own = (known: boolean): Zone => ({ toUtc: (local) => local - SHANGHAI_MS, known, own: true });
const UTC: Zone = { toUtc: (local) => local, known: true, own: false };

/** A zone that the browser knows by name. */
function byName(name: string): Zone | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' },
    });
  } catch {
    return null;
  }
  const offset = (utc: number) => {
    const part = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(utc / 60_000) * 60_000;
  };
  // in the hour that a change of clocks repeats, the first one
  return { toUtc: (local) => local - offset(local - offset(local)), known: true, own: false };
}

/** A zone as the file itself describes it. */
function byRules(component: ICAL.Component, tzid: string): Zone {
  const zone = new ICAL.Timezone({ component, tzid });
  return {
    known: true,
    own: false,
    toUtc: (local) => {
      const at = new Date(local);
      const parts = {
        ...{ year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() },
        ...{ hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: 0, isDate: false },
      };
      const time = new ICAL.Time(parts, zone);
      return local - zone.utcOffset(time) * 1000;
    },
  };
}

/** Finds zones by the names that a file uses; each is made once. */
export function zonesOf(described: ReadonlyMap<string, ICAL.Component>): (tzid: string | null) => Zone {
  const made = new Map<string, Zone>();
  return (tzid) => {
    if (!tzid) return own(true);
    const before = made.get(tzid);
    if (before) return before;
    // /citadel.org/20250101_1/Europe/Berlin: some programs put their own path before the name
    const name = WINDOWS[tzid] ?? /[A-Z][A-Za-z]+\/[A-Za-z_/+-]+$/.exec(tzid)?.[0] ?? tzid;
    const rules = described.get(tzid);
    const zone = name === 'Asia/Shanghai' ? own(true) : ((rules && byRules(rules, tzid)) ?? byName(name) ?? own(false));
    made.set(tzid, zone);
    return zone;
  };
}

/** A time of the file as a number of UTC, in its own zone. */
export const localOf = (time: ICAL.Time): number =>
  Date.UTC(time.year, time.month - 1, time.day, time.isDate ? 0 : time.hour, time.isDate ? 0 : time.minute);

/** A time of the file as local time of the city. Whole days stay the days that they are. */
export function cityMs(time: ICAL.Time, zone: Zone): number {
  if (time.isDate) return localOf(time);
  const utc = time.zone === ICAL.Timezone.utcTimezone ? UTC : zone;
  return utc.toUtc(localOf(time)) + SHANGHAI_MS;
}
