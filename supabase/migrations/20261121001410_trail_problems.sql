-- What keeps a trail from being published, as (field, rule); fields inside a point are named points.<id>.<field>.

create function app.is_position(value jsonb) returns boolean
  language sql immutable set search_path = ''
  as $$
    select coalesce(jsonb_typeof(value) = 'array' and jsonb_array_length(value) = 2 and jsonb_typeof(value -> 0) = 'number' and jsonb_typeof(value -> 1) = 'number'
      and (value ->> 0)::numeric between -180 and 180 and (value ->> 1)::numeric between -90 and 90, false)
  $$;
comment on function app.is_position(jsonb) is 'Longitude and latitude of a place on the earth, in GeoJSON''s order.';

create function app.is_hash(value jsonb) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select coalesce(jsonb_typeof(value), 'null') = 'null' or exists (select from app.media m where m.hash = value #>> '{}') $$;
comment on function app.is_hash(jsonb) is 'Null, or a picture or sound that is stored.';

create function app.number_problem(field text, value jsonb, low numeric, high numeric) returns table (field text, rule text)
  language sql immutable set search_path = ''
  as $$ select number_problem.field, 'range' where not coalesce(case when jsonb_typeof(value) = 'number' then (value #>> '{}')::numeric between low and high end, false) $$;
comment on function app.number_problem(text, jsonb, numeric, numeric) is 'The problem of a number that is none or out of range.';

create function app.maybe_words_problems(field text, words jsonb, most integer) returns table (field text, rule text)
  language sql immutable set search_path = ''
  as $$ select p.* from app.words_problems(field, words, most) p where coalesce(jsonb_typeof(words), 'null') <> 'null' $$;
comment on function app.maybe_words_problems(text, jsonb, integer) is 'Problems of words that may be absent.';

create function app.point_problems(p jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare
  q jsonb := p -> 'question';
  w jsonb;
begin
  return query select k, 'unknown' from jsonb_object_keys(p) k
    where k not in ('id', 'required', 'seal', 'name', 'place', 'position', 'radius_m', 'story', 'picture', 'picture_alt', 'audio', 'todo', 'game', 'question', 'proofs');
  if coalesce(jsonb_typeof(p -> 'required'), '') <> 'boolean' then return query values ('required', 'missing'); end if;
  return query select * from app.words_problems('seal', p -> 'seal', 4);
  if coalesce(length(p #>> '{seal,zh-Hans}'), 0) < 2 then return query values ('seal.zh-Hans', 'range'); end if;
  return query select * from app.words_problems('name', p -> 'name', 60);
  return query select * from app.words_problems('place', p -> 'place', 160);
  return query select * from app.words_problems('story', p -> 'story', 2000);
  return query select * from app.maybe_words_problems('todo', p -> 'todo', 300);
  return query select * from app.maybe_words_problems('picture_alt', p -> 'picture_alt', 200);
  if coalesce(jsonb_typeof(p -> 'position'), 'null') <> 'null' and not app.is_position(p -> 'position') then return query values ('position', 'range'); end if;
  if coalesce(jsonb_typeof(p -> 'radius_m'), 'null') <> 'null' then
    return query select * from app.number_problem('radius_m', p -> 'radius_m', 20, 2000);
    if not app.is_position(p -> 'position') then return query values ('position', 'missing'); end if;
  end if;
  return query select f, 'unknown' from unnest('{picture,audio}'::text[]) f where not app.is_hash(p -> f);
  if jsonb_typeof(p -> 'picture') = 'string' and coalesce(p #>> '{picture_alt,zh-Hans}', '') = '' then return query values ('picture_alt', 'missing'); end if;
  if coalesce(jsonb_typeof(p -> 'game'), 'null') <> 'null' and not exists (select from app.game g where g.slug = p ->> 'game' and g.status = 'published') then
    return query values ('game', 'unpublished'); end if;
  if not app.is_list(p -> 'proofs') or p -> 'proofs' = '[]' or not p -> 'proofs' <@ '["code","screen","question","place","staff","typed"]' then
    return query values ('proofs', 'missing');
  elsif p -> 'proofs' ? 'question' and coalesce(jsonb_typeof(q), 'null') = 'null' then return query values ('question', 'missing');
  elsif p -> 'proofs' ? 'place' and coalesce(jsonb_typeof(p -> 'radius_m'), 'null') = 'null' then return query values ('radius_m', 'missing'); end if;
  if coalesce(jsonb_typeof(q), 'null') = 'null' then return; end if;
  w := q -> 'words' -> 'zh-Hans';
  if not app.is_text(w -> 'stem', 200) or not app.is_list(w -> 'options') or jsonb_array_length(w -> 'options') not between 3 and 6 then
    return query values ('question', 'missing');
  elsif coalesce(q ->> 'answer', '') !~ '^[A-F]$' or ascii(q ->> 'answer') - 64 > jsonb_array_length(w -> 'options') then
    return query values ('question.answer', 'missing');
  elsif exists (select from jsonb_each(q -> 'words') l where l.key not in ('zh-Hans', 'zh-Hant', 'en') or not app.is_text(l.value -> 'stem', 300)
      or not app.is_list(l.value -> 'options') or jsonb_array_length(l.value -> 'options') <> jsonb_array_length(w -> 'options')) then
    return query values ('question', 'bad_text');
  end if;
end $$;
comment on function app.point_problems(jsonb) is 'Problems of one checkpoint of a trail.';

create function app.trail_problems(key text, body jsonb) returns table (field text, rule text)
  language plpgsql stable rows 5 security definer set search_path = ''
  as $$
declare points jsonb := body -> 'points';
begin
  return query select k, 'unknown' from jsonb_object_keys(body) k
    where k not in ('title', 'summary', 'ordered', 'positions', 'length_m', 'minutes', 'hours', 'access', 'leads_to', 'speed', 'path', 'opens_on', 'closes_on', 'points');
  return query select * from app.words_problems('title', body -> 'title', 60);
  return query select * from app.words_problems('summary', body -> 'summary', 300);
  return query select x.* from unnest('{hours,access,leads_to}'::text[]) f, app.maybe_words_problems(f, body -> f, 300) x;
  if coalesce(jsonb_typeof(body -> 'ordered'), '') <> 'boolean' then return query values ('ordered', 'missing'); end if;
  if coalesce(body ->> 'positions', '') not in ('illustrative', 'surveyed') then return query values ('positions', 'missing'); end if;
  return query select * from app.number_problem('length_m', body -> 'length_m', 10, 1000000);
  return query select * from app.number_problem('minutes', body -> 'minutes', 1, 10000);
  return query select * from app.number_problem('speed', body -> 'speed', 1, 60);
  return query select d, 'bad_day' from unnest('{opens_on,closes_on}'::text[]) d where not app.is_day(body -> d);
  if app.read_date(body ->> 'closes_on') < app.read_date(body ->> 'opens_on') then return query values ('closes_on', 'order'); end if;
  if coalesce(jsonb_typeof(body -> 'path'), '') <> 'array' or jsonb_array_length(body -> 'path') = 1 or jsonb_array_length(body -> 'path') > 2000
    or exists (select from jsonb_array_elements(body -> 'path') x where not app.is_position(x)) then return query values ('path', 'range'); end if;
  if coalesce(jsonb_typeof(points), '') <> 'array' or jsonb_array_length(points) not between 1 and 60
    or exists (select from jsonb_array_elements(points) p where jsonb_typeof(p) <> 'object' or coalesce(p ->> 'id', '') !~ '^[a-z0-9][a-z0-9-]{0,19}$')
    or (select count(distinct p ->> 'id') from jsonb_array_elements(points) p) <> jsonb_array_length(points) then
    return query values ('points', 'missing');
    return;
  end if;
  if not exists (select from jsonb_array_elements(points) p where p -> 'required' = 'true') then return query values ('points', 'required'); end if;
  return query select 'points.' || (p ->> 'id') || '.' || x.field, x.rule from jsonb_array_elements(points) p, app.point_problems(p) x;
end $$;
comment on function app.trail_problems(text, jsonb) is 'Problems of a trail body; none when it can be published.';
