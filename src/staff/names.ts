/** What codes stand for in one language; key '' is "not said". */
export interface Names {
  district: Record<string, string>;
  kp: Record<string, string>;
  age_band: Record<string, string>;
  unsaid: string;
}

export type Namer = (of: 'district' | 'kp' | 'age_band', key: string) => string;

export function namer(names: Names): Namer {
  return (of, key) => (key === '' ? names.unsaid : (names[of][key] ?? key));
}
