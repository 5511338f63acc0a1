-- The library: content that people change, approve and publish.
--
-- What is published is a release (0001), found through `publication`: in force at an instant is the
-- publication with the latest effective_from not after it; of two with the same one, the later made.
-- A run names its release when it begins and keeps it, whatever is published meanwhile.
--
-- Four eyes are held here, not in the program: an approval by anyone who ever edited a change is
-- refused, a change is published only while its approval is younger than its last edit, and any edit
-- takes a change back to draft.

create table person (
  id uuid primary key,
  email text not null check (email = lower(email) and email like '%_@_%'),
  name text not null check (name <> ''),
  language text not null default 'en',
  -- scrypt$N$r$p$salt$key, base64; null signs in only where the house lets people continue as someone.
  password text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (email)
);

-- What a person may do with paths that begin with the prefix ('' is everything).
create table person_right (
  person_id uuid not null references person on delete cascade,
  prefix text not null default '',
  -- reader sees · author edits · approver judges others' changes · publisher puts into force ·
  -- sender orders communications · admin all of these, and people. Everyone who has a role reads.
  role text not null check (role in ('reader', 'author', 'approver', 'publisher', 'sender', 'admin')),
  primary key (person_id, prefix, role)
);

-- Signed in, or a program's key: the SHA-256 of the secret that is shown, never the secret.
create table person_session (
  token_sha256 bytea primary key check (octet_length(token_sha256) = 32),
  person_id uuid not null references person on delete cascade,
  -- Set for a key that a program was given.
  name text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_of_person on person_session (person_id);

create table change (
  id uuid primary key,
  title text not null check (title <> ''),
  description text not null default '',
  state text not null default 'draft'
    check (state in ('draft', 'in-review', 'approved', 'rejected', 'published', 'withdrawn')),
  author_id uuid not null references person,
  -- What was in force when it was begun; null in an empty library.
  base_release text references release,
  -- Null: from the moment of publication on; without an end.
  effective_from timestamptz,
  effective_until timestamptz,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  check (effective_until > effective_from)
);
create index change_newest on change (changed_at desc, id desc);
create index change_open on change (state, id) where state not in ('published', 'withdrawn');

-- A file as a change has it. `revision` grows with every save: who saves names the revision seen. A file
-- given back (sha256 = base_sha256) is no difference any more, but stays here with its history.
create table change_file (
  change_id uuid not null references change on delete cascade,
  path text not null check (path <> '' and path !~ '(^|/)\.\.?(/|$)' and path !~ '^/' and path !~ '[\\\x01-\x1f]'),
  -- What was published when it was first edited here; null for a new file.
  base_sha256 bytea references content,
  -- Null: the file is taken away.
  sha256 bytea references content,
  revision int not null default 1,
  edited_by uuid not null references person,
  edited_at timestamptz not null default now(),
  primary key (change_id, path)
);

-- Every save, by whom: what decides who may not approve. Only ever added to.
create table change_edit (
  id bigint generated always as identity primary key,
  change_id uuid not null references change on delete cascade,
  path text not null,
  revision int not null,
  sha256 bytea references content,
  person_id uuid not null references person,
  at timestamptz not null default clock_timestamp()
);
create index edit_of_change on change_edit (change_id, id);
create index edit_of_path on change_edit (path, id);

create table review (
  id bigint generated always as identity primary key,
  change_id uuid not null references change on delete cascade,
  person_id uuid not null references person,
  verdict text not null check (verdict in ('approve', 'reject')),
  reason text,
  -- The last edit it judged.
  edit_id bigint not null references change_edit,
  at timestamptz not null default clock_timestamp(),
  constraint review_reject_has_reason check (verdict = 'approve' or coalesce(reason, '') <> '')
);
create index review_of_change on review (change_id, id);

-- What happened to a change, in order, for its timeline. Only ever added to.
create table change_event (
  id bigint generated always as identity primary key,
  change_id uuid not null references change on delete cascade,
  kind text not null check (kind in ('created', 'described', 'submitted', 'approved', 'rejected', 'reopened',
    'published', 'withdrawn')),
  person_id uuid references person,
  detail text,
  at timestamptz not null default clock_timestamp()
);
create index event_of_change on change_event (change_id, id);

create table content_comment (
  id uuid primary key,
  -- Null: about what is published.
  change_id uuid references change on delete cascade,
  path text not null,
  -- Where in the file, as the editor tells it.
  anchor jsonb not null default '{}',
  text text not null check (text <> ''),
  -- Proposed words for what the anchor holds.
  suggestion text,
  author_id uuid not null references person,
  at timestamptz not null default now(),
  -- The comment it answers.
  answers uuid references content_comment on delete cascade,
  resolved_by uuid references person,
  resolved_at timestamptz,
  check ((resolved_by is null) = (resolved_at is null))
);
create index comment_of_change on content_comment (change_id, at);
create index comment_of_path on content_comment (path, at);

create table publication (
  id bigint generated always as identity primary key,
  release text not null references release,
  -- first: the library was empty · change: approved here · carried: a scheduled one, made anew with a
  -- later change in it · end: a change's effective_until · rollback: an older release again ·
  -- promotion: content from another installation or a folder, by someone who may publish
  kind text not null check (kind in ('first', 'change', 'carried', 'end', 'rollback', 'promotion')),
  change_id uuid references change,
  effective_from timestamptz not null,
  published_by uuid references person,
  published_at timestamptz not null default clock_timestamp(),
  note text not null default '',
  -- A scheduled one may be taken back before it comes into force.
  withdrawn_by uuid references person,
  withdrawn_at timestamptz,
  check ((withdrawn_by is null) = (withdrawn_at is null)),
  check (withdrawn_at < effective_from),
  check (kind not in ('change', 'end') or change_id is not null)
);
create index publication_in_force on publication (effective_from desc, id desc) where withdrawn_at is null;
create index publication_of_change on publication (change_id) where change_id is not null;

-- The release in force at an instant, or null before the first publication.
create function release_in_force(at timestamptz) returns text language sql stable as $$
  select release from publication where effective_from <= at and withdrawn_at is null
  order by effective_from desc, id desc limit 1
$$;

-- ── Held by the database ──────────────────────────────────────────────────────────────────────────

create function change_file_edited() returns trigger language plpgsql as $$
declare now_state text;
begin
  if tg_op = 'DELETE' then
    -- What was edited stays edited: a file is given back by saving what was published.
    raise exception 'a file of a change is not taken out of it' using errcode = 'check_violation', constraint = 'append_only';
  end if;
  select state into now_state from change where id = new.change_id for update;
  if now_state in ('published', 'withdrawn') then
    raise exception 'a change that is % is not edited', now_state
      using errcode = 'check_violation', constraint = 'change_closed';
  end if;
  if tg_op = 'UPDATE' and new.revision <> old.revision + 1 then
    raise exception 'revision % follows %', new.revision, old.revision
      using errcode = 'check_violation', constraint = 'change_file_revision';
  end if;
  update change set changed_at = clock_timestamp(), state = 'draft' where id = new.change_id;
  if now_state in ('in-review', 'approved', 'rejected') then
    insert into change_event (change_id, kind, person_id, detail)
      values (new.change_id, 'reopened', new.edited_by, new.path);
  end if;
  insert into change_edit (change_id, path, revision, sha256, person_id)
    values (new.change_id, new.path, new.revision, new.sha256, new.edited_by);
  return null;
end $$;
create trigger change_file_edited after insert or update or delete on change_file
  for each row when (pg_trigger_depth() = 0) execute function change_file_edited();

create function review_judged() returns trigger language plpgsql as $$
declare now_state text; last_edit bigint;
begin
  select state into now_state from change where id = new.change_id for update;
  if now_state <> 'in-review' then
    raise exception 'a change that is % is not judged', now_state
      using errcode = 'check_violation', constraint = 'review_in_review';
  end if;
  select max(id) into last_edit from change_edit where change_id = new.change_id;
  if new.edit_id is distinct from last_edit then
    raise exception 'the change was edited since' using errcode = 'check_violation', constraint = 'review_of_last_edit';
  end if;
  if new.verdict = 'approve' and (
    exists (select from change where id = new.change_id and author_id = new.person_id)
    or exists (select from change_edit where change_id = new.change_id and person_id = new.person_id)
  ) then
    raise exception 'who edited a change does not approve it'
      using errcode = 'check_violation', constraint = 'review_four_eyes';
  end if;
  return new;
end $$;
create trigger review_judged before insert on review for each row execute function review_judged();

create function change_moved() returns trigger language plpgsql as $$
begin
  if new.author_id <> old.author_id then
    raise exception 'a change keeps its author' using errcode = 'check_violation', constraint = 'change_author';
  end if;
  if new.state = old.state then return new; end if;
  if old.state in ('published', 'withdrawn') then
    raise exception 'a change that is % stays so', old.state
      using errcode = 'check_violation', constraint = 'change_closed';
  end if;
  if new.state = 'published' and old.state <> 'approved' then
    raise exception 'a change that is % is not published', old.state
      using errcode = 'check_violation', constraint = 'change_approved_first';
  end if;
  if new.state in ('approved', 'published') and not exists (
    select from review r where r.change_id = new.id and r.verdict = 'approve'
      and r.edit_id = (select max(e.id) from change_edit e where e.change_id = new.id)
      and r.person_id <> new.author_id
      and not exists (select from change_edit e where e.change_id = new.id and e.person_id = r.person_id)
  ) then
    raise exception 'nobody else has approved what the change says now'
      using errcode = 'check_violation', constraint = 'change_four_eyes';
  end if;
  return new;
end $$;
create trigger change_moved before update on change for each row execute function change_moved();

create function publication_of_approved() returns trigger language plpgsql as $$
begin
  if not exists (select from change where id = new.change_id and state = 'published') then
    raise exception 'change % is put into force but not published', new.change_id
      using errcode = 'check_violation', constraint = 'publication_of_published';
  end if;
  return null;
end $$;
create constraint trigger publication_of_published after insert on publication
  deferrable initially deferred for each row when (new.change_id is not null)
  execute function publication_of_approved();

create function publication_kept() returns trigger language plpgsql as $$
begin
  if (new.release, new.kind, new.change_id, new.effective_from, new.published_by, new.published_at)
    is distinct from (old.release, old.kind, old.change_id, old.effective_from, old.published_by, old.published_at)
    or old.withdrawn_at is not null
  then
    raise exception 'a publication is only ever withdrawn' using errcode = 'check_violation', constraint = 'append_only';
  end if;
  return new;
end $$;
create trigger publication_kept before update on publication for each row execute function publication_kept();
create trigger change_edit_append_only before update or delete on change_edit
  for each row when (pg_trigger_depth() = 0) execute function append_only();
create trigger review_append_only before update or delete on review
  for each row when (pg_trigger_depth() = 0) execute function append_only();
create trigger change_event_append_only before update or delete on change_event
  for each row when (pg_trigger_depth() = 0) execute function append_only();

-- A communication ordered by another program is a run of one record; lists of runs leave these out.
alter table run add column origin text not null default 'file' check (origin in ('file', 'api'));
create index run_of_files on run (id desc) where origin = 'file';
create unique index run_ordered_once on run (template, source_sha256) where origin = 'api';
