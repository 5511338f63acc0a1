-- What a channel noted when it encoded a message and needs again when it sends it: paper and sides of
-- a printed document. Null for most.
alter table message add column details jsonb;
