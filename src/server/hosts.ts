import { isPrivate, withoutLocale } from './pages/address.ts';

/**
 * An operator may give the console a host of its own: then it is served there alone, and visitors' pages are not.
 * Answers what to do with a page's path on a host. Files and the API are the same on both.
 */
export function hostRule(staffHost: string | null) {
  return (host: string | undefined, path: string): 'serve' | 'hide' | 'to-staff' => {
    if (!staffHost) return 'serve';
    const asked = (host ?? '').toLowerCase();
    const onStaff = asked === staffHost || asked.replace(/:\d+$/, '') === staffHost;
    if (!onStaff) return isPrivate(path) ? 'hide' : 'serve';
    if (withoutLocale(path) === '/') return 'to-staff';
    return isPrivate(path) || path.startsWith('/media/') ? 'serve' : 'hide';
  };
}
