-- Trails as phones read them (TrailCard, TrailPage, CheckpointCard of src/contract/trails.ts), in one language.

create function app.point_json(c app.checkpoint, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_strip_nulls(jsonb_build_object('id', c.id, 'name', app.say(c.body -> 'name', locale), 'seal', app.say(c.body -> 'seal', locale),
      'required', c.required, 'position', case when c.lng is not null then jsonb_build_array(c.lng, c.lat) end))
  $$;
comment on function app.point_json(app.checkpoint, text) is 'A checkpoint as it stands on a card.';

create function app.trail_json(t app.trail, locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$
    select jsonb_build_object('slug', t.slug, 'title', app.say(t.body -> 'title', locale), 'summary', app.say(t.body -> 'summary', locale),
      'positions', t.positions, 'ordered', t.body -> 'ordered', 'length_m', t.body -> 'length_m', 'minutes', t.body -> 'minutes',
      'points', (select coalesce(jsonb_agg(app.point_json(c, locale) order by c.position), '[]')
        from app.checkpoint c where c.trail = t.slug and c.removed_at is null))
  $$;
comment on function app.trail_json(app.trail, text) is 'A trail as a card (TrailCard).';

create function api.trails(locale text) returns jsonb
  language sql stable security definer set search_path = ''
  as $$ select coalesce(jsonb_agg(app.trail_json(t, locale) order by (t.body ->> 'length_m')::numeric, t.slug), '[]') from app.open_trails() t $$;
comment on function api.trails(text) is 'Trails that are open today, as cards: the shortest walk first.';

-- The whole of a checkpoint: the answer of its question is not in the body, its codes only as hashes.
create function app.checkpoint_json(c app.checkpoint, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare asked jsonb := c.body -> 'question' -> 'words';
begin
  return app.point_json(c, locale) || jsonb_strip_nulls(jsonb_build_object(
    'place', app.say(c.body -> 'place', locale), 'story', app.say(c.body -> 'story', locale), 'radius_m', c.body -> 'radius_m',
    'picture', '/media/' || (c.body ->> 'picture'), 'picture_alt', app.say(c.body -> 'picture_alt', locale),
    'audio', '/media/' || (c.body ->> 'audio'), 'todo', app.say(c.body -> 'todo', locale),
    'game', (select app.game_json(g, locale) from app.game g where g.slug = c.game and g.status = 'published'),
    'question', coalesce(asked -> locale, asked -> 'zh-Hans'), 'proofs', to_jsonb(c.proofs),
    'hashes', (select jsonb_agg(encode(sha256(convert_to(k.token, 'UTF8')), 'hex'))
      from private.checkpoint_key k where k.trail = c.trail and k.point = c.id and k.retired_at is null)));
end $$;
comment on function app.checkpoint_json(app.checkpoint, text) is 'A checkpoint with its story (Checkpoint).';

create function api.trail(slug text, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare t app.trail;
begin
  select * into t from app.open_trails() o where o.slug = trail.slug;
  if t.slug is null then return null; end if;
  return app.trail_json(t, locale) || jsonb_strip_nulls(jsonb_build_object(
    'revision', t.revision, 'path', t.body -> 'path', 'opens_on', t.opens_on, 'closes_on', t.closes_on,
    'hours', app.say(t.body -> 'hours', locale), 'access', app.say(t.body -> 'access', locale), 'leads_to', app.say(t.body -> 'leads_to', locale),
    'points', (select coalesce(jsonb_agg(app.checkpoint_json(c, locale) order by c.position), '[]')
      from app.checkpoint c where c.trail = t.slug and c.removed_at is null),
    'gifts', (select coalesce(jsonb_agg(jsonb_build_object('slug', g.slug, 'name', app.say(g.body -> 'name', locale)) order by g.slug), '[]')
      from app.gift g where g.trail = t.slug and g.status = 'published')));
end $$;
comment on function api.trail(text, text) is 'An open trail with everything a phone needs to walk it (TrailPage); null when there is none.';

-- A code says where it hangs to whoever holds it: it is on the wall. Typed codes are one in a thousand million.
create function api.checkpoint(token text, locale text) returns jsonb
  language plpgsql stable security definer set search_path = ''
  as $$
declare
  c app.checkpoint;
  t app.trail;
begin
  select x.* into c from app.checkpoint x join private.checkpoint_key k on k.trail = x.trail and k.point = x.id
    where k.token = checkpoint.token or k.typed = checkpoint.token;
  select * into t from app.trail o where o.slug = c.trail and o.status = 'published';
  if t.slug is null then return null; end if;
  return jsonb_build_object(
    'trail', jsonb_build_object('slug', t.slug, 'title', app.say(t.body -> 'title', locale), 'ordered', t.body -> 'ordered'),
    'point', jsonb_strip_nulls(jsonb_build_object('id', c.id, 'name', app.say(c.body -> 'name', locale), 'seal', app.say(c.body -> 'seal', locale),
      'place', app.say(c.body -> 'place', locale), 'todo', app.say(c.body -> 'todo', locale), 'proofs', to_jsonb(c.proofs), 'game', c.game is not null)),
    'seals', (select jsonb_agg(app.point_json(x, locale) - 'position' order by x.position) from app.checkpoint x where x.trail = t.slug and x.removed_at is null));
end $$;
comment on function api.checkpoint(text, text) is 'The checkpoint that a printed or typed code belongs to (CheckpointCard); null when nobody printed it.';

grant execute on function api.trails(text), api.trail(text, text), api.checkpoint(text, text) to anon, authenticated;
