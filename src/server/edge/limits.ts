import type { ServiceCall } from './service.ts';

/**
 * Rate limits kept in the database (`api.spend_rate`, GCRA: `burst` at once, then one every `period_seconds`).
 * Sign-up: a school of 60 behind one address passes at once; an hour yields at most 100 + 3600 / 27 = 233.
 * With an e-mail address only invited staff sign up: ten colleagues in one room, and an hour yields at most 10 + 10.
 * Password: one address runs dry long before it could keep an e-mail address' bucket empty for its owner.
 * Second factor: three codes in a million are right at any time; 10 + 720 guesses a day hit one in 450 days.
 */
export const LIMITS = {
  signup: { burst: 100, period_seconds: 27 },
  signup_email: { burst: 10, period_seconds: 360 },
  password_address: { burst: 15, period_seconds: 60 },
  password_email: { burst: 20, period_seconds: 30 },
  factor_address: { burst: 30, period_seconds: 60 },
  factor: { burst: 10, period_seconds: 120 },
  refresh: { burst: 2_000, period_seconds: 0.2 },
} as const;
export type Bucket = keyof typeof LIMITS;

export type Spent = { allowed: true } | { allowed: false; retryAfter: number } | 'unreachable';
/** Spends one from each subject's bucket; all must allow it. */
export type Spend = (bucket: Bucket, subjects: string[]) => Promise<Spent>;

/** A refusal is remembered this long, so that a flood costs the database one call a second and not one per request. */
const REMEMBER_MS = 1_000;
const REMEMBER_MAX = 10_000;

export function limiter(call: ServiceCall, now: () => number = Date.now): Spend {
  const refused = new Map<string, { until: number; retryAfter: number }>();

  const one = async (bucket: Bucket, subject: string): Promise<Spent> => {
    const key = `${bucket} ${subject}`;
    const known = refused.get(key);
    if (known && known.until > now()) return { allowed: false, retryAfter: known.retryAfter };
    refused.delete(key);
    try {
      const answer = await call('spend_rate', { bucket, subject, ...LIMITS[bucket] }, 3_000);
      if (typeof answer !== 'object' || answer === null || !('allowed' in answer)) return 'unreachable';
      if (answer.allowed === true) return { allowed: true };
      const retryAfter = Math.max(1, Number('retry_after' in answer ? answer.retry_after : 0) || 60);
      if (refused.size >= REMEMBER_MAX) refused.clear();
      refused.set(key, { until: now() + REMEMBER_MS, retryAfter });
      return { allowed: false, retryAfter };
    } catch {
      return 'unreachable';
    }
  };

  return async (bucket, subjects) => {
    for (const subject of subjects) {
      const spent = await one(bucket, subject);
      if (spent === 'unreachable' || !spent.allowed) return spent;
    }
    return { allowed: true };
  };
}
