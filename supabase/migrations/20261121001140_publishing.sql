-- Writing, reviewing, publishing, withdrawing, as the console calls it. Every act leaves a row in the audit log.

-- The place at which the caller writes: the widest.
create function app.writing_place() returns text
  language plpgsql stable security definer set search_path = ''
  as $$
begin
  perform app.need_right('content.write');
  return (select p from app.places_of('content.write') p join app.district d on d.code = p order by d.parent is not null, p limit 1);
end $$;
comment on function app.writing_place() is 'The widest place at which the caller may write. Errors not_staff, second_factor.';

-- The key under which a place keeps a document. Keys of a district begin with its code: districts share no names, and no
-- refusal tells one what another has. Facts and the rules for points are the city's.
create function app.own_key(of_kind text, wanted text, at_place text) returns text
  language plpgsql volatile security definer set search_path = ''
  as $$
declare
  prefix text := case when (select d.parent from app.district d where d.code = at_place) is null then '' else 'd' || at_place || '-' end;
begin
  -- What holds for all districts is written by the city.
  if of_kind in ('fact', 'points', 'lesson', 'course', 'checklist') and prefix <> '' then perform app.refuse('not_staff'); end if;
  -- Briefs are drafted by the product (api.draft_brief).
  if of_kind = 'brief' then perform app.refuse('bad_argument'); end if;
  if of_kind in ('fact', 'points') then
    if of_kind = 'points' then return 'points'; end if;
    return coalesce(wanted, 'F' || (select coalesce(max(substr(d.key, 2)::integer), 0) + 1 from app.document d where d.kind = 'fact'));
  end if;
  if wanted is null then return prefix || left(of_kind, 1) || '-' || left(replace(gen_random_uuid()::text, '-', ''), 10); end if;
  return case when prefix <> '' and not starts_with(wanted, prefix) then left(prefix || wanted, 40) else wanted end;
end $$;
comment on function app.own_key(text, text, text) is 'The key of a document at a place: as wanted, with the district''s prefix, or a new one.';

create function app.is_key(of_kind text, key text) returns boolean
  language sql immutable set search_path = ''
  as $$
    select coalesce(key ~ case of_kind when 'fact' then '^F[0-9]{1,4}$' when 'points' then '^points$' when 'brief' then '^[a-z0-9][a-z0-9-]{1,39}-[0-9]{8}([0-9]{4})?$' else '^[a-z0-9][a-z0-9-]{1,39}$' end, false)
  $$;
comment on function app.is_key(text, text) is 'Can this be the key of a document?';

create function api.save_document(kind text, key text, based_on integer, body jsonb, note text default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  d app.document;
  at_place text;
  own text;
  made integer;
begin
  if not app.is_kind(kind) or jsonb_typeof(body) is distinct from 'object' or octet_length(body::text) > 131072
    or length(note) > 500 or coalesce(based_on, -1) < 0 then perform app.refuse('bad_argument'); end if;
  if based_on > 0 then
    d := app.lock_document(kind, key);
    perform app.need_right('content.write', d.place);
    if d.head <> based_on then perform app.refuse('edited_meanwhile'); end if;
    own := d.key;
    at_place := d.place;
    if (select r.body = save_document.body from private.document_revision r where r.kind = d.kind and r.key = d.key and r.revision = d.head) then
      return jsonb_build_object('key', own, 'revision', d.head, 'problems', app.problems_json(kind, own, body));
    end if;
  else
    at_place := app.writing_place();
    own := app.own_key(kind, nullif(key, ''), at_place);
    if not app.is_key(kind, own) then perform app.refuse('bad_argument'); end if;
    -- Two first saves at once, or one and an import: the second one waits, and sees the first.
    perform pg_advisory_xact_lock_shared(hashtextextended('new/' || kind, 6));
    perform pg_advisory_xact_lock(hashtextextended(kind || '/' || own, 5));
    if exists (select from app.document x where x.kind = save_document.kind and x.key = own) then perform app.refuse('edited_meanwhile'); end if;
  end if;
  made := app.add_revision(kind, own, at_place, body, nullif(btrim(note), ''));
  perform app.note_audit('save', kind, own, at_place, jsonb_build_object('revision', made));
  return jsonb_build_object('key', own, 'revision', made, 'problems', app.problems_json(kind, own, body));
end $$;
comment on function api.save_document(text, text, integer, jsonb, text) is
  'Saves a draft revision based on the one that the editor saw (0: a new document): {key, revision, problems}. Errors edited_meanwhile, not_staff, second_factor, not_found, bad_argument.';

-- What is live moves one publication after the other: what one looks at (is this question live? does a quiz need it?) stays
-- so until it is done, and two of them never wait for each other's rows. The row that every change moves anyway is the lock.
create function app.lock_live() returns void
  language sql security definer set search_path = ''
  as $$ select from app.content_revision for update $$;
comment on function app.lock_live() is 'Waits until nobody else changes what is live. After documents are locked, before anything is looked at.';

-- Documents of the caller's places by key, locked in order, for acts on several at once.
create function app.lock_documents(of_kind text, keys text[]) returns setof app.document
  language plpgsql rows 200 security definer set search_path = ''
  as $$
declare places text[] := app.content_places();
begin
  if coalesce(cardinality(keys), 0) not between 1 and 200 then perform app.refuse('bad_argument'); end if;
  return query select x.* from app.document x
    where x.kind = of_kind and x.key = any (keys) and x.place = any (places) order by x.key for update;
end $$;
comment on function app.lock_documents(text, text[]) is 'At most 200 documents that the caller may see, locked in the order of their keys.';

create function api.submit_documents(kind text, keys text[]) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  d app.document;
  refused jsonb := '[]';
  done integer := 0;
  problems jsonb;
begin
  perform app.need_right('content.write');
  for d in select * from app.lock_documents(kind, keys) loop
    problems := app.problems_json(d.kind, d.key,
      (select r.body from private.document_revision r where r.kind = d.kind and r.key = d.key and r.revision = d.head));
    if d.status <> 'draft' or not app.has_right('content.write', d.place) then
      refused := refused || jsonb_build_object('key', d.key, 'problem', 'state');
    elsif problems <> '[]' then
      refused := refused || jsonb_build_object('key', d.key, 'problem', 'content', 'problems', problems);
    else
      update private.document_revision r set status = 'review' where r.kind = d.kind and r.key = d.key and r.revision = d.head;
      update app.document x set status = 'review', returned = false where x.kind = d.kind and x.key = d.key;
      perform app.note_audit('submit', d.kind, d.key, d.place, jsonb_build_object('revision', d.head));
      done := done + 1;
    end if;
  end loop;
  return jsonb_build_object('done', done, 'refused', refused);
end $$;
comment on function api.submit_documents(text, text[]) is
  'Hands drafts in for review (at most 200): {done, refused: [{key, problem: state | content, problems}]}. Errors not_staff, second_factor, bad_argument.';

-- `revisions`: those that the reviewer has read, in the order of keys. What was saved and handed in again since is refused.
create function api.publish_documents(kind text, keys text[], revisions integer[] default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  d app.document;
  refused jsonb := '[]';
  done integer := 0;
  problems jsonb;
begin
  perform app.need_right('content.review');
  if cardinality(revisions) <> cardinality(keys) then perform app.refuse('bad_argument'); end if;
  for d in select * from app.lock_documents(kind, keys) loop
    perform app.lock_live();
    problems := app.problems_json(d.kind, d.key,
      (select r.body from private.document_revision r where r.kind = d.kind and r.key = d.key and r.revision = d.head));
    if d.status <> 'review' or not app.has_right('content.review', d.place)
      or d.head <> coalesce(revisions[array_position(keys, d.key)], d.head) then
      refused := refused || jsonb_build_object('key', d.key, 'problem', 'state');
    elsif app.wrote_it(d) then
      refused := refused || jsonb_build_object('key', d.key, 'problem', 'same_person');
    elsif problems <> '[]' then
      refused := refused || jsonb_build_object('key', d.key, 'problem', 'content', 'problems', problems);
    else
      perform app.publish_revision(d.kind, d.key, d.head);
      perform app.note_audit('publish', d.kind, d.key, d.place, jsonb_build_object('revision', d.head));
      done := done + 1;
    end if;
  end loop;
  return jsonb_build_object('done', done, 'refused', refused);
end $$;
comment on function api.publish_documents(text, text[], integer[]) is
  'Publishes what another person wrote and handed in (at most 200), all in one transaction: {done, refused: [{key, problem: state | same_person | content, problems}]}. Errors not_staff, second_factor, bad_argument.';

create function api.give_back(kind text, key text, note text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare d app.document := app.lock_document(kind, key);
begin
  perform app.need_right('content.review', d.place);
  if d.status <> 'review' or not app.is_text(to_jsonb(note), 500) then perform app.refuse('bad_argument'); end if;
  update private.document_revision r set status = 'draft', note = give_back.note, reviewer = auth.uid(), reviewed_at = app.clock_now(),
      reviewer_name = (select s.name from app.staff s where s.sign_in = auth.uid())
    where r.kind = d.kind and r.key = d.key and r.revision = d.head;
  update app.document x set status = 'draft', returned = true where x.kind = d.kind and x.key = d.key;
  perform app.note_audit('give_back', d.kind, d.key, d.place, jsonb_build_object('revision', d.head, 'note', note));
  return '{"done": 1}';
end $$;
comment on function api.give_back(text, text, text) is 'Gives a document back to its author with a note. Errors not_staff, second_factor, not_found, bad_argument.';

-- Takes what is live away from the public, unless others rest on it.
create function app.unpublish(d app.document) returns void
  language plpgsql security definer set search_path = ''
  as $$
begin
  perform app.lock_live();
  case d.kind
    when 'question' then
      if exists (select from app.quiz_item i join app.quiz z on z.slug = i.quiz and z.status = 'published'
        where i.question = d.key and (z.purpose = 'monitoring' and i.version = z.version
          or z.purpose = 'contest' and (select count(*) from app.quiz_item o where o.quiz = z.slug) <= z.draw)) then
        perform app.refuse('in_use');
      end if;
      delete from app.quiz_item i where i.question = d.key and i.purpose = 'contest';
      update app.question q set status = 'withdrawn', current = false where q.code = d.key and q.current;
    when 'quiz' then
      update app.quiz z set status = 'withdrawn' where z.slug = d.key;
    when 'fact' then
      if app.rests_on(d.key) then perform app.refuse('in_use'); end if;
      delete from app.fact f where f.code = d.key;
    when 'trail' then
      if exists (select from app.gift g where g.status = 'published' and g.trail = d.key) then perform app.refuse('in_use'); end if;
      update app.trail t set status = 'withdrawn' where t.slug = d.key;
    when 'game' then
      if exists (select from app.checkpoint c join app.trail t on t.slug = c.trail
        where t.status = 'published' and c.removed_at is null and c.game = d.key) then perform app.refuse('in_use'); end if;
      update app.game g set status = 'withdrawn' where g.slug = d.key;
    when 'gift' then update app.gift g set status = 'withdrawn' where g.slug = d.key;
    when 'lesson' then
      if exists (select from app.course c where c.status = 'published' and d.key = any (c.lessons)) then perform app.refuse('in_use'); end if;
      update app.lesson l set status = 'withdrawn' where l.slug = d.key;
    when 'course' then update app.course c set status = 'withdrawn' where c.slug = d.key;
    when 'checklist' then update app.checklist c set status = 'withdrawn' where c.slug = d.key;
    when 'event' then perform app.withdraw_event(d.key);
    when 'brief' then update app.brief b set status = 'withdrawn' where b.slug = d.key;
    -- Points are always given by some rules.
    when 'points' then perform app.refuse('in_use');
  end case;
end $$;
comment on function app.unpublish(app.document) is 'Takes a live document away from the public. Error in_use.';

create function api.withdraw_document(kind text, key text, note text default null) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare d app.document := app.lock_document(kind, key);
begin
  if not app.has_right('content.review', d.place) then perform app.need_right('content.write', d.place); end if;
  if d.status = 'withdrawn' or length(note) > 500 then perform app.refuse('bad_argument'); end if;
  if d.live is not null then perform app.unpublish(d); end if;
  update private.document_revision r set status = 'withdrawn' where r.kind = d.kind and r.key = d.key and r.status in ('draft', 'review', 'published');
  update app.document x set status = 'withdrawn', live = null, returned = false where x.kind = d.kind and x.key = d.key;
  perform app.note_audit('withdraw', d.kind, d.key, d.place, jsonb_build_object('revision', d.head, 'note', note));
  return '{"done": 1}';
end $$;
comment on function api.withdraw_document(text, text, text) is
  'Withdraws a document from the public and from the lists; its revisions stay. Errors in_use, not_staff, second_factor, not_found, bad_argument.';

create function api.restore_revision(kind text, key text, revision integer) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  d app.document := app.lock_document(kind, key);
  old private.document_revision;
  made integer;
begin
  perform app.need_right('content.write', d.place);
  select * into old from private.document_revision r where r.kind = d.kind and r.key = d.key and r.revision = restore_revision.revision;
  if old.key is null then perform app.refuse('not_found'); end if;
  made := app.add_revision(d.kind, d.key, d.place, old.body);
  perform app.note_audit('restore', d.kind, d.key, d.place, jsonb_build_object('revision', made, 'from', old.revision));
  return jsonb_build_object('key', d.key, 'revision', made);
end $$;
comment on function api.restore_revision(text, text, integer) is 'Makes an earlier revision the newest draft again. Errors not_staff, second_factor, not_found.';

-- A picture as the editor's browser re-encoded it, or a sound. The bytes decide what it is, not what the caller says. No SVG: it can
-- carry scripts.
create function api.put_media(base64 text, type text) returns jsonb
  language plpgsql security definer set search_path = ''
  as $$
declare
  bytes bytea;
  own_hash text;
begin
  perform app.need_right('content.write');
  if coalesce(length(base64), 0) not between 16 and 409600 or base64 !~ '^[A-Za-z0-9+/]+={0,2}$' or length(base64) % 4 <> 0 then
    perform app.refuse('bad_argument');
  end if;
  bytes := decode(base64, 'base64');
  if octet_length(bytes) > 307200 or not coalesce(case type
    when 'image/png' then substr(bytes, 1, 8) = '\x89504e470d0a1a0a'::bytea
    when 'image/jpeg' then substr(bytes, 1, 3) = '\xffd8ff'::bytea
    when 'image/webp' then substr(bytes, 1, 4) = 'RIFF'::bytea and substr(bytes, 9, 4) = 'WEBP'::bytea
    when 'audio/mpeg' then substr(bytes, 1, 3) = 'ID3'::bytea or get_byte(bytes, 0) = 255 and get_byte(bytes, 1) >= 224
    when 'audio/mp4' then substr(bytes, 5, 4) = 'ftyp'::bytea end, false) then
    perform app.refuse('bad_argument');
  end if;
  own_hash := encode(sha256(bytes), 'hex');
  insert into app.media values (own_hash, put_media.type, bytes) on conflict do nothing;
  perform app.note_audit('put_media', 'media', own_hash);
  return jsonb_build_object('hash', own_hash);
end $$;
comment on function api.put_media(text, text) is 'Stores a picture (PNG, JPEG or WebP) or a sound (MP3, M4A) of at most 300 KB under its sha-256: {hash}. Errors not_staff, second_factor, bad_argument.';

grant execute on function api.save_document(text, text, integer, jsonb, text), api.submit_documents(text, text[]),
  api.publish_documents(text, text[], integer[]), api.give_back(text, text, text), api.withdraw_document(text, text, text),
  api.restore_revision(text, text, integer), api.put_media(text, text) to authenticated;
