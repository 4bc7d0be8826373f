/** What a file with places may be, and why one is refused. Pure. */

export const GEO_LIMITS = {
  bytes: 2 * 1024 * 1024,
  /** positions of all lines and stations together */
  positions: 2_000,
  /** stations of one trail */
  points: 60,
  /** collections inside collections */
  depth: 4,
  name: 60,
} as const;

/** Each code has its sentence in the words of console_trails as `geo_<code>`. */
export const GEO_REFUSALS = [
  'too_large',
  'empty',
  'unknown_format',
  'kmz',
  'bad_encoding',
  'broken',
  'doctype',
  'too_deep',
  'network_link',
  'other_datum',
  'too_many_positions',
  'too_many_points',
  'bad_position',
  'off_earth',
  'swapped',
  'nothing',
] as const;
export type GeoRefusal = (typeof GEO_REFUSALS)[number];

/** A file that is not taken; nothing of it is kept. */
export class GeoRefused extends Error {
  readonly code: GeoRefusal;
  readonly params: Record<string, string | number>;
  constructor(code: GeoRefusal, params: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
