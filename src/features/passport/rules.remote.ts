import { serverRpc } from '../../backend/server.ts';
import type { Locale } from '../../contract/locales.ts';
import type { PointRules } from '../../contract/trails.ts';

/** The rules by which points are given now, or null before the first. */
export const pointRules = (locale: Locale) => serverRpc<PointRules | null>('point_rules', { locale });
