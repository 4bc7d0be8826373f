/** What the passport shows, pure. */
export interface Passport {
  person_since: string;
  district: string | null;
  age_band: string | null;
  answers: number;
  correct: number;
  rounds: number;
  forms: number;
  days: number;
  by_kp: { kp: number; answers: number; correct: number }[];
  contests: {
    slug: string;
    title: Record<string, string>;
    correct: number | null;
    total: number | null;
    attempt: string;
  }[];
  recovery_registered: boolean;
}

/** A knowledge point's seal is pressed after this many right answers. */
export const SEAL_AFTER = 3;

export const sealed = (passport: Passport | null, kp: number): boolean =>
  (passport?.by_kp.find((row) => row.kp === kp)?.correct ?? 0) >= SEAL_AFTER;

/** The address a recovery QR opens; the key stays in the fragment, which no server sees. */
export const recoveryLink = (origin: string, path: string, shown: string) => `${origin}${path}#k=${shown}`;

/** The key in the fragment of the address, if one was scanned. */
export const keyInFragment = (hash: string): string | null => /^#k=([0-9A-Za-z-]{16,64})$/.exec(hash)?.[1] ?? null;

/** Six digits in what somebody typed, full-width ones and spaces between them too; null when it is something else. */
export const readDigits = (typed: string): string | null =>
  /^\d{6}$/.exec(typed.normalize('NFKC').replace(/[\s-]/g, ''))?.[0] ?? null;
