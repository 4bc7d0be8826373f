-- What runs by itself. Supabase offers pg_cron; the local stack has a timer of its own (supabase/local/timer.ts).
-- Fold every 10 seconds; dates of events at 02:40, retention at 03:20 and a public release on Mondays at 04:00 in China
-- (pg_cron counts in UTC).
do $$
begin
  if exists (select from pg_catalog.pg_available_extensions where name = 'pg_cron') then
    create extension if not exists pg_cron;
    perform cron.schedule('qingtu-fold', '10 seconds', 'select app.fold_tail()');
    perform cron.schedule('qingtu-sessions', '40 18 * * *', 'select app.extend_sessions()');
    perform cron.schedule('qingtu-purge', '20 19 * * *', 'select app.purge()');
    perform cron.schedule('qingtu-release', '0 20 * * 0', 'select app.make_release()');
  end if;
end $$;
