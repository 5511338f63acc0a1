-- The first storey of the house: what one run from a data file to its receipts needs.
--
-- Words are those of ARCHITECTURE.md. Times are timestamptz, in UTC on the wire. Hashes are SHA-256 as
-- 32 bytes. Identifiers are UUID version 7, made by the program (RFC 9562), so they sort by age and
-- a list is paged by its identifier.
--
-- Reconciliation is held here, not in the program:
--   input    = composed + refused + rejected            (when a run is done)
--   messages = delivered + failed + pending + in doubt  (always)
-- Counters of a run are kept by triggers from the rows themselves; nobody else may write them, and a
-- run becomes `done` only after its rows have been counted once more and agree.

create extension if not exists pg_trgm;

-- One organisation, one database.
create table organisation (
  one boolean primary key default true check (one),
  -- Signs customers' portal links (HMAC-SHA-256). Never leaves the database but into memory.
  secret bytea not null check (octet_length(secret) = 32),
  created_at timestamptz not null default now()
);

-- Bytes that belong to releases (content files, fonts, pictures), each once.
create table content (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  bytes bytea not null
);

-- An immutable, published set of content. `files` is {"path": "sha256 in hex"}; with `content` it
-- gives back every byte, so that an archived communication can be composed again.
create table release (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  name text not null,
  files jsonb not null,
  published_at timestamptz not null default now()
);

create table customer (
  id uuid primary key,
  -- The organisation's own key.
  key text not null unique,
  name text not null,
  language text not null,
  country text,
  time_zone text,
  attributes jsonb not null default '{}',
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index customer_name on customer using gin (name gin_trgm_ops);

create table contact_point (
  customer_id uuid not null references customer on delete cascade,
  channel text not null,
  address text not null,
  -- `bouncing` and `suppressed` are learned here and survive another reading of the source.
  state text not null check (state in ('unverified', 'verified', 'bouncing', 'suppressed')),
  position int not null,
  changed_at timestamptz not null default now(),
  primary key (customer_id, channel, address)
);

create table preference (
  customer_id uuid not null references customer on delete cascade,
  topic text not null,
  origin text not null check (origin in ('stated', 'learned')),
  position int not null,
  channel text not null,
  primary key (customer_id, topic, origin, position)
);

create table run (
  id uuid primary key,
  template text not null,
  topic text not null,
  release text not null references release,
  -- The file's name as given, and the SHA-256 of its bytes: what makes a second run the same run.
  source text not null,
  source_sha256 bytea not null check (octet_length(source_sha256) = 32),
  -- At most so many records (`--limit`); null reads all.
  record_limit int,
  -- reading: records still come in · working: all in, not all out · done: reconciled ·
  -- stopped: its process ended before; the same command takes it up again.
  state text not null default 'reading' check (state in ('reading', 'working', 'done', 'stopped')),
  -- The whole source has been read.
  read boolean not null default false,
  -- Process that works it (host:pid); it holds the advisory lock of the run while it lives.
  owner text,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Seconds worked, over all processes that worked it.
  seconds double precision not null default 0,
  -- Times it was taken up after its process had ended.
  resumed int not null default 0,

  -- Records found in the source, good and bad: written by intake with each chunk. Also where
  -- reading goes on after a crash.
  input int not null default 0,
  -- Kept by triggers from here on.
  waiting int not null default 0,
  composed int not null default 0,
  refused int not null default 0,
  rejected int not null default 0,
  messages int not null default 0,
  delivered int not null default 0,
  failed int not null default 0,
  pending int not null default 0,
  in_doubt int not null default 0,

  constraint run_records_accounted check (composed + refused + rejected + waiting <= input),
  constraint run_messages_balance check (messages = delivered + failed + pending + in_doubt),
  constraint run_done_reconciles check (
    state <> 'done'
    or (read and waiting = 0 and input = composed + refused + rejected and ended_at is not null)
  )
);
-- The same command finds its unfinished run here, and cannot begin a second one beside it.
create unique index run_unfinished on run (template, source_sha256, release, coalesce(record_limit, -1))
  where state <> 'done';
create index run_newest on run (id desc);

-- Messages of a run by channel and what became of them; kept by triggers.
create table run_channel (
  run_id uuid not null references run on delete cascade,
  channel text not null,
  messages int not null default 0,
  delivered int not null default 0,
  failed int not null default 0,
  pending int not null default 0,
  in_doubt int not null default 0,
  primary key (run_id, channel),
  constraint run_channel_balances check (messages = delivered + failed + pending + in_doubt)
);

-- Why communications of a run were refused, and records rejected, by code; kept by triggers.
create table run_reason (
  run_id uuid not null references run on delete cascade,
  kind text not null check (kind in ('refused', 'rejected')),
  code text not null,
  count int not null default 0,
  primary key (run_id, kind, code)
);

-- A piece of a run that one job works: some hundred records.
create table chunk (
  run_id uuid not null references run on delete cascade,
  number int not null,
  state text not null default 'open' check (state in ('open', 'done')),
  communications int not null,
  primary key (run_id, number)
);
create index chunk_open on chunk (run_id, number) where state = 'open';

create table communication (
  id uuid primary key,
  -- Null for a communication that belongs to no run (on demand, a clerk's letter).
  run_id uuid references run on delete cascade,
  chunk int,
  -- The source's own key, the invoice number.
  key text not null,
  template text not null,
  topic text not null,
  release text not null references release,
  customer_id uuid not null references customer,
  -- The customer as the source told it then, so that composing again gives the same.
  recipient jsonb not null,
  data jsonb not null,
  -- The date that stands on it.
  dated timestamptz not null,
  -- Rows of the source it came from, and the first one's line.
  rows int not null default 1,
  line int,
  state text not null default 'waiting' check (state in ('waiting', 'composed', 'refused', 'rejected')),
  -- Code of the deciding reason, where refused.
  refusal text,
  -- Key, customer's key and name in lower case: what a clerk types to find it.
  search text not null,
  created_at timestamptz not null default now(),
  unique (run_id, key),
  foreign key (run_id, chunk) references chunk (run_id, number),
  constraint communication_refusal check ((state = 'refused') = (refusal is not null))
);
create index communication_of_run on communication (run_id, id);
create index communication_of_chunk on communication (run_id, chunk);
create index communication_by_state on communication (run_id, state, id);
create index communication_refused on communication (run_id, refusal, id) where refusal is not null;
create index communication_of_customer on communication (customer_id, id);
create index communication_search on communication using gin (search gin_trgm_ops);

-- Why a communication went where it went, or did not go. A second one follows where a message
-- failed and another channel was tried.
create table decision (
  communication_id uuid not null references communication on delete cascade,
  ordinal int not null,
  kind text not null check (kind in ('send', 'wait', 'refuse')),
  channel text,
  address text,
  language text,
  tone text,
  not_before timestamptz,
  -- [{"code": "stated-preference", "text": "…"}]
  reasons jsonb not null,
  decided_at timestamptz not null default now(),
  primary key (communication_id, ordinal),
  check ((kind = 'send') = (channel is not null and address is not null))
);

-- Where archived bytes stand: `length` bytes at `position` of a segment file, packed as `packing` says.
create table blob (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  segment text not null,
  position bigint not null,
  length int not null,
  packing text not null check (packing in ('raw', 'zstd')),
  -- Of the bytes themselves.
  size int not null,
  stored_at timestamptz not null default now()
);

create table message (
  id uuid primary key,
  communication_id uuid not null references communication on delete cascade,
  run_id uuid references run on delete cascade,
  -- The decision that made it.
  ordinal int not null,
  channel text not null,
  alternative text not null,
  language text not null,
  tone text not null,
  address text not null,
  -- queued · sending (written before the send is made) · accepted (handed over, arrival not yet told)
  -- · delivered (the strongest the channel can prove) · failed · in-doubt (may or may not have gone)
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'accepted', 'delivered', 'failed', 'in-doubt')),
  -- Sends made, and when the next may be.
  attempts int not null default 0,
  next_attempt_at timestamptz,
  -- The exact bytes; in the archive before they go out.
  sha256 bytea not null references blob,
  media_type text not null,
  extension text not null,
  -- Pages, SMS segments: what the carrier counts.
  units int not null,
  -- What the channel's strongest receipt proves: with `acceptance`, handed over is as delivered as it gets.
  confirms text not null default 'delivery' check (confirms in ('acceptance', 'delivery')),
  provider_id text,
  -- The carrier's last words.
  detail text,
  queued_at timestamptz not null default now(),
  sent_at timestamptz,
  settled_at timestamptz,
  unique (communication_id, ordinal),
  foreign key (communication_id, ordinal) references decision (communication_id, ordinal)
);
create index message_of_run on message (run_id, channel, state, communication_id);
create index message_unsettled on message (state, id) where state in ('queued', 'sending', 'accepted', 'in-doubt');
create index message_provider on message (provider_id) where provider_id is not null;

-- What the channel told, in the order it told it. Only ever added to.
create table receipt (
  id bigint generated always as identity primary key,
  message_id uuid not null references message on delete cascade,
  kind text not null check (kind in ('accepted', 'sent', 'delivered', 'bounced', 'undelivered', 'rejected',
    'deferred', 'printed', 'published', 'opened', 'clicked', 'answered')),
  at timestamptz not null,
  detail text,
  provider_id text,
  recorded_at timestamptz not null default now()
);
-- The same receipt told twice (a carrier repeats what was not acknowledged) is one receipt.
create unique index receipt_once on receipt (message_id, kind, at, coalesce(detail, ''));

-- A record that could not be read or composed: one for each input record lost.
create table rejection (
  id uuid primary key,
  run_id uuid not null references run on delete cascade,
  -- Set where it was read but could not be composed.
  communication_id uuid unique references communication on delete cascade,
  key text,
  file text not null,
  line int,
  col int,
  code text not null,
  message text not null,
  hint text,
  -- All that was found wrong with it; the first is the one above.
  problems jsonb not null default '[]',
  created_at timestamptz not null default now()
);
create index rejection_of_run on rejection (run_id, id);
create index rejection_by_code on rejection (run_id, code, id);

-- ── Counters ──────────────────────────────────────────────────────────────────────────────────────
-- Statement triggers with transition tables: one update of the run for a statement of any size. The
-- run's row is taken first in every one of them, so that chunks settle one after another and never
-- wait for each other in a ring. Row triggers would update the run 42,000 times for 2,000 invoices.

create type count_delta as (run_id uuid, name text, code text, n bigint);

create function count_communications(deltas count_delta[]) returns void language sql as $$
  update run r set
    waiting = r.waiting + d.waiting, composed = r.composed + d.composed, refused = r.refused + d.refused
  from (
    select run_id,
      coalesce(sum(n) filter (where name = 'waiting'), 0) as waiting,
      coalesce(sum(n) filter (where name = 'composed'), 0) as composed,
      coalesce(sum(n) filter (where name = 'refused'), 0) as refused
    from unnest(deltas) group by run_id
  ) d where r.id = d.run_id;
  insert into run_reason as r (run_id, kind, code, count)
    select run_id, 'refused', code, sum(n) from unnest(deltas) where code is not null group by run_id, code
  on conflict (run_id, kind, code) do update set count = r.count + excluded.count;
$$;

create function communication_counted() returns trigger language plpgsql as $$
declare deltas count_delta[];
begin
  if tg_op = 'INSERT' then
    deltas := array(select (run_id, state, refusal, count(*))::count_delta from new_rows
      where run_id is not null group by run_id, state, refusal);
  elsif tg_op = 'DELETE' then
    deltas := array(select (run_id, state, refusal, -count(*))::count_delta from old_rows
      where run_id is not null group by run_id, state, refusal);
  else
    deltas := array(select (run_id, state, refusal, sum(n))::count_delta from (
      select run_id, state, refusal, 1 as n from new_rows
      union all select run_id, state, refusal, -1 from old_rows
    ) both_sides where run_id is not null group by run_id, state, refusal having sum(n) <> 0);
  end if;
  if cardinality(deltas) > 0 then perform count_communications(deltas); end if;
  return null;
end $$;

create trigger communication_inserted after insert on communication
  referencing new table as new_rows for each statement execute function communication_counted();
create trigger communication_updated after update on communication
  referencing new table as new_rows old table as old_rows for each statement execute function communication_counted();
create trigger communication_deleted after delete on communication
  referencing old table as old_rows for each statement execute function communication_counted();

create function count_rejections(deltas count_delta[]) returns void language sql as $$
  update run r set rejected = r.rejected + d.n
  from (select run_id, sum(n) as n from unnest(deltas) group by run_id) d where r.id = d.run_id;
  insert into run_reason as r (run_id, kind, code, count)
    select run_id, 'rejected', code, sum(n) from unnest(deltas) group by run_id, code
  on conflict (run_id, kind, code) do update set count = r.count + excluded.count;
$$;

create function rejection_counted() returns trigger language plpgsql as $$
declare deltas count_delta[];
begin
  if tg_op = 'INSERT' then
    deltas := array(select (run_id, null, code, count(*))::count_delta from new_rows group by run_id, code);
  else
    deltas := array(select (run_id, null, code, -count(*))::count_delta from old_rows group by run_id, code);
  end if;
  if cardinality(deltas) > 0 then perform count_rejections(deltas); end if;
  return null;
end $$;

create trigger rejection_inserted after insert on rejection
  referencing new table as new_rows for each statement execute function rejection_counted();
create trigger rejection_deleted after delete on rejection
  referencing old table as old_rows for each statement execute function rejection_counted();

create function message_counter(state text) returns text language sql immutable as $$
  select case when state in ('queued', 'sending', 'accepted') then 'pending' else state end
$$;

create function count_messages(deltas count_delta[]) returns void language sql as $$
  update run r set
    messages = r.messages + d.messages, delivered = r.delivered + d.delivered, failed = r.failed + d.failed,
    pending = r.pending + d.pending, in_doubt = r.in_doubt + d.in_doubt
  from (
    select run_id, sum(n) as messages,
      coalesce(sum(n) filter (where name = 'delivered'), 0) as delivered,
      coalesce(sum(n) filter (where name = 'failed'), 0) as failed,
      coalesce(sum(n) filter (where name = 'pending'), 0) as pending,
      coalesce(sum(n) filter (where name = 'in-doubt'), 0) as in_doubt
    from unnest(deltas) group by run_id
  ) d where r.id = d.run_id;
  insert into run_channel as c (run_id, channel, messages, delivered, failed, pending, in_doubt)
    select run_id, code, 0, 0, 0, 0, 0 from unnest(deltas) group by run_id, code
  on conflict do nothing;
  update run_channel c set
    messages = c.messages + d.messages, delivered = c.delivered + d.delivered, failed = c.failed + d.failed,
    pending = c.pending + d.pending, in_doubt = c.in_doubt + d.in_doubt
  from (
    select run_id, code, sum(n) as messages,
      coalesce(sum(n) filter (where name = 'delivered'), 0) as delivered,
      coalesce(sum(n) filter (where name = 'failed'), 0) as failed,
      coalesce(sum(n) filter (where name = 'pending'), 0) as pending,
      coalesce(sum(n) filter (where name = 'in-doubt'), 0) as in_doubt
    from unnest(deltas) group by run_id, code
  ) d where c.run_id = d.run_id and c.channel = d.code;
$$;

create function message_counted() returns trigger language plpgsql as $$
declare deltas count_delta[];
begin
  if tg_op = 'INSERT' then
    deltas := array(select (run_id, message_counter(state), channel, count(*))::count_delta from new_rows
      where run_id is not null group by run_id, message_counter(state), channel);
  elsif tg_op = 'DELETE' then
    deltas := array(select (run_id, message_counter(state), channel, -count(*))::count_delta from old_rows
      where run_id is not null group by run_id, message_counter(state), channel);
  else
    deltas := array(select (run_id, counter, channel, sum(n))::count_delta from (
      select run_id, message_counter(state) as counter, channel, 1 as n from new_rows
      union all select run_id, message_counter(state), channel, -1 from old_rows
    ) both_sides where run_id is not null group by run_id, counter, channel having sum(n) <> 0);
  end if;
  if cardinality(deltas) > 0 then perform count_messages(deltas); end if;
  return null;
end $$;

create trigger message_inserted after insert on message
  referencing new table as new_rows for each statement execute function message_counted();
create trigger message_updated after update on message
  referencing new table as new_rows old table as old_rows for each statement execute function message_counted();
create trigger message_deleted after delete on message
  referencing old table as old_rows for each statement execute function message_counted();

-- ── Nobody writes a sum by hand ───────────────────────────────────────────────────────────────────

create function run_guarded() returns trigger language plpgsql as $$
declare wrong text;
begin
  -- Depth 1: an update from outside. The counters' own triggers come in at depth 2.
  if pg_trigger_depth() = 1
    and (new.waiting, new.composed, new.refused, new.rejected, new.messages, new.delivered, new.failed, new.pending, new.in_doubt)
      is distinct from
      (old.waiting, old.composed, old.refused, old.rejected, old.messages, old.delivered, old.failed, old.pending, old.in_doubt)
  then
    raise exception 'counters of a run are kept from its rows and cannot be written'
      using errcode = 'check_violation', constraint = 'run_counters_kept';
  end if;
  -- Counted once more before a run is called done: what the sums say, the rows say.
  if new.state = 'done' and old.state <> 'done' then
    select string_agg(format('%s %s, rows %s', name, told, counted), '; ') into wrong from (
      select 'waiting' as name, new.waiting as told, count(*) filter (where state = 'waiting') as counted
        from communication where run_id = new.id
      union all select 'composed', new.composed, count(*) filter (where state = 'composed')
        from communication where run_id = new.id
      union all select 'refused', new.refused, count(*) filter (where state = 'refused')
        from communication where run_id = new.id
      union all select 'rejected', new.rejected, count(*) from rejection where run_id = new.id
      union all select 'delivered', new.delivered, count(*) filter (where state = 'delivered')
        from message where run_id = new.id
      union all select 'failed', new.failed, count(*) filter (where state = 'failed') from message where run_id = new.id
      union all select 'in doubt', new.in_doubt, count(*) filter (where state = 'in-doubt')
        from message where run_id = new.id
      union all select 'messages', new.messages, count(*) from message where run_id = new.id
    ) sums where told <> counted;
    if wrong is not null then
      raise exception 'run % does not reconcile: %', new.id, wrong
        using errcode = 'check_violation', constraint = 'run_rows_agree';
    end if;
  end if;
  return new;
end $$;
create trigger run_guarded before update on run for each row execute function run_guarded();

-- Composed means that there is a message; refused, a decision that says so; rejected, a rejection.
-- Deferred, because the rows come in one transaction but not in one statement.
create function communication_proven() returns trigger language plpgsql as $$
declare proof boolean;
begin
  proof := case new.state
    when 'composed' then exists (select from message where communication_id = new.id)
    when 'refused' then exists (select from decision where communication_id = new.id and kind = 'refuse')
    when 'rejected' then exists (select from rejection where communication_id = new.id)
    else true end;
  if not proof then
    raise exception 'communication % is %, but nothing proves it', new.id, new.state
      using errcode = 'check_violation', constraint = 'communication_proven';
  end if;
  return null;
end $$;
create constraint trigger communication_proven after insert or update of state on communication
  deferrable initially deferred for each row when (new.state <> 'waiting') execute function communication_proven();

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name
    using errcode = 'check_violation', constraint = 'append_only';
end $$;
-- Rows may go with the message they belong to (erasure); they may not be changed.
create trigger receipt_append_only before update on receipt for each row execute function append_only();
create trigger decision_append_only before update on decision for each row execute function append_only();
create trigger release_immutable before update on release for each row execute function append_only();
create trigger content_immutable before update on content for each row execute function append_only();
