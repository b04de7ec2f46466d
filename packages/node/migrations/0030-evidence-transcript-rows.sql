-- A message leaves a transcript at both peers. Each is one row in one piece, which is cheaper than two pieces in a table of
-- their own, and has one key. Rows lie in the order in which they end.
alter table evidence.transcript set (toast_tuple_target = 8160);
alter table evidence.transcript drop constraint transcript_pkey;
drop index evidence.transcript_by_exchange;
alter table evidence.transcript add primary key (correlation_id, id);
drop index evidence.transcript_by_end;
create index transcript_by_end on evidence.transcript using brin (erase_on);
