import type { Translate } from '../i18n/index.ts';

/** Pages of the console, as its layout lists them. */
export const staffNav = (t: Translate) => [{ path: '/staff/awareness', label: t('staff.nav_figures') }];
