-- What people may do is told to whoever asks later: who was given what, by whom and when. The tables
-- themselves keep it, so a right given past the program is written down too, then by nobody's name.

create table person_event (
  id bigint generated always as identity primary key,
  person_id uuid not null references person,
  kind text not null check (kind in ('entered', 'right-given', 'right-taken', 'sent-away', 'let-in-again',
    'password-set', 'key-made', 'renamed')),
  -- Of a right given or taken.
  role text,
  prefix text,
  -- Of a key its name, of a renaming the name before.
  detail text,
  -- Null: the command line, or somebody at the database.
  by_id uuid references person,
  at timestamptz not null default clock_timestamp(),
  check ((kind in ('right-given', 'right-taken')) = (role is not null and prefix is not null))
);
create index event_of_person on person_event (person_id, id desc);

-- Who acts is told by the program for the transaction: set_config('misiva.person', ID, true).
create function acting_person() returns uuid language sql stable as $$
  select nullif(current_setting('misiva.person', true), '')::uuid
$$;

create function person_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into person_event (person_id, kind, by_id) values (new.id, 'entered', acting_person());
    return null;
  end if;
  if new.active and not old.active then
    insert into person_event (person_id, kind, by_id) values (new.id, 'let-in-again', acting_person());
  elsif old.active and not new.active then
    insert into person_event (person_id, kind, by_id) values (new.id, 'sent-away', acting_person());
  end if;
  if new.password is distinct from old.password then
    insert into person_event (person_id, kind, by_id) values (new.id, 'password-set', acting_person());
  end if;
  if new.name <> old.name then
    insert into person_event (person_id, kind, detail, by_id) values (new.id, 'renamed', old.name, acting_person());
  end if;
  return null;
end $$;
create trigger person_changed after insert or update on person for each row execute function person_changed();

create function right_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    insert into person_event (person_id, kind, role, prefix, by_id)
      values (old.person_id, 'right-taken', old.role, old.prefix, acting_person());
  end if;
  if tg_op <> 'DELETE' then
    insert into person_event (person_id, kind, role, prefix, by_id)
      values (new.person_id, 'right-given', new.role, new.prefix, acting_person());
  end if;
  return null;
end $$;
create trigger right_changed after insert or update or delete on person_right
  for each row execute function right_changed();

create function key_made() returns trigger language plpgsql as $$
begin
  insert into person_event (person_id, kind, detail, by_id)
    values (new.person_id, 'key-made', new.name, acting_person());
  return null;
end $$;
create trigger key_made after insert on person_session
  for each row when (new.name is not null) execute function key_made();

create trigger person_event_append_only before update or delete on person_event
  for each row execute function append_only();

-- What existed before is told as what it is now.
insert into person_event (person_id, kind, at) select id, 'entered', created_at from person;
insert into person_event (person_id, kind, role, prefix) select person_id, 'right-given', role, prefix from person_right;

-- The library's clock: what is in force, scheduled or past is told by the database's time alone, so
-- that all servers on it agree. A test of what happens at a date puts another function in its place.
create function library_now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$;
