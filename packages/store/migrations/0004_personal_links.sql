-- A personal link is an address of a customer's own for one communication. Every message carries one
-- of its own, so that what is opened and answered is told by channel; a clerk may make another to
-- give by hand. The token in the address is 80 random bits; only its SHA-256 is kept.
create table personal_link (
  id uuid primary key,
  token_sha256 bytea not null unique check (octet_length(token_sha256) = 32),
  communication_id uuid not null references communication on delete cascade,
  -- The message that carries it; null: given by hand, by whom made_by names.
  message_id uuid references message on delete cascade,
  made_by uuid references person,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  revoked_by uuid references person,
  opens int not null default 0 check (opens >= 0),
  first_opened_at timestamptz,
  last_opened_at timestamptz,
  check ((opens = 0) = (first_opened_at is null) and (opens = 0) = (last_opened_at is null)),
  check (revoked_by is null or revoked_at is not null)
);
create index personal_link_of_communication on personal_link (communication_id, id);
create index personal_link_of_message on personal_link (message_id) where message_id is not null;

-- What a customer answered to a `choice`. Only ever added to: the last answer to a question is the one
-- that holds, and the same one again adds nothing.
create table answer (
  id bigint generated always as identity primary key,
  communication_id uuid not null references communication on delete cascade,
  link_id uuid references personal_link on delete cascade,
  question text not null check (question <> ''),
  answer text not null check (answer <> ''),
  -- As they stood before the customer.
  question_text text not null,
  answer_text text not null,
  language text not null,
  at timestamptz not null default clock_timestamp()
);
create index answer_of_communication on answer (communication_id, question, id);
create trigger answer_append_only before update on answer for each row execute function append_only();
