import { resolve } from 'node:path';

/** Everything the server takes from its environment, read once at start. */
export interface Settings {
  host: string;
  port: number;
  /** folder that `astro build` wrote: `client/` and `server/entry.mjs` */
  dist: string;
  /** folder of this installation's own files; hashed assets of earlier builds are kept below it */
  data: string;
  /** address of PostgREST, without a slash at the end */
  rest: string;
  /** address of the auth service, without a slash at the end */
  auth: string;
  anonKey: string;
  serviceKey: string;
  /** addresses and CIDR ranges that may say for whom they ask (X-Forwarded-For) */
  trustedProxies: string[];
  /** public address of the site, without a slash at the end */
  siteUrl: string;
  /** host of the console, when the operator gave it a host of its own */
  staffHost: string | null;
  /** true: browsers are told to remove the service worker and what it cached */
  swKill: boolean;
  /** calls per second that one token may make to the database's functions */
  callsPerSecond: number;
}

/** One or more settings are missing or unreadable; `problems` has a plain sentence for each. */
export class SettingsError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const trimSlash = (url: string) => url.replace(/\/+$/, '');
const list = (text: string | undefined) => (text ?? '').split(/[\s,]+/).filter(Boolean);

/** Reads the environment. Throws {@link SettingsError}. */
export function readSettings(env: Record<string, string | undefined>): Settings {
  const problems: string[] = [];
  const address = (name: string, value: string | undefined, hint = ''): string => {
    if (value && /^https?:\/\//.test(value) && URL.canParse(value)) return trimSlash(value);
    problems.push(value ? `${name} is not an http(s) address: ${value}` : `${name} is not set${hint}`);
    return '';
  };
  const needed = (name: string): string => {
    const value = env[name]?.trim();
    if (!value) problems.push(`${name} is not set`);
    return value ?? '';
  };
  const number = (name: string, fallback: number, max: number): number => {
    const value = env[name] ? Number(env[name]) : fallback;
    if (Number.isInteger(value) && value >= 0 && value <= max) return value;
    problems.push(`${name} is not a whole number between 0 and ${max}: ${env[name]}`);
    return fallback;
  };

  const host = env.HOST || '127.0.0.1';
  const port = number('PORT', 8080, 65_535);
  const project = env.SUPABASE_URL ? address('SUPABASE_URL', env.SUPABASE_URL) : '';
  const hint = ' (and neither is SUPABASE_URL)';
  const settings: Settings = {
    host,
    port,
    dist: resolve(env.QINGTU_DIST || './dist'),
    data: resolve(env.QINGTU_DATA || './.data'),
    rest:
      project && !env.SUPABASE_REST_URL
        ? `${project}/rest/v1`
        : address('SUPABASE_REST_URL', env.SUPABASE_REST_URL, hint),
    auth:
      project && !env.SUPABASE_AUTH_URL
        ? `${project}/auth/v1`
        : address('SUPABASE_AUTH_URL', env.SUPABASE_AUTH_URL, hint),
    anonKey: needed('SUPABASE_ANON_KEY'),
    serviceKey: needed('SUPABASE_SERVICE_KEY'),
    trustedProxies: list(env.TRUSTED_PROXIES),
    siteUrl: env.SITE_URL
      ? address('SITE_URL', env.SITE_URL)
      : `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    staffHost: env.STAFF_HOST?.trim().toLowerCase() || null,
    swKill: env.SW_KILL === '1',
    callsPerSecond: number('CALLS_PER_SECOND', 20, 1_000_000) || 20,
  };
  problems.push(...tileProblems(env));
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** The site reads these itself (layouts/site.ts); what it could not use is said at the start. */
function tileProblems(env: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  for (const url of list(env.TILE_URL?.replaceAll(',', '%2C'))) {
    const whole = /^https?:\/\/[^/{}]+\//.test(url) && ['{z}', '{x}', '{y}'].every((part) => url.includes(part));
    if (!whole) problems.push(`TILE_URL is not an http(s) address with {z}, {x} and {y}: ${url}`);
  }
  if (!/^(|wgs84|gcj02)$/i.test(env.TILE_DATUM?.trim() ?? ''))
    problems.push(`TILE_DATUM is neither wgs84 nor gcj02: ${env.TILE_DATUM}`);
  return problems;
}
