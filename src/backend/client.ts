/** Loaded only when a page first needs an account: 25 KB that no first view pays for. */
export { AuthClient } from '@supabase/supabase-js';
