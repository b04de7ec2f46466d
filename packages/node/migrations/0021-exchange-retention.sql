-- Of a dead letter: whether what proves it has been handed over to be kept.
alter table exchange.outbox add column is_told boolean not null default false;
create index outbox_untold on exchange.outbox (message_id) where state = 'dead' and not is_told;

-- Rows lie in the order in which they came, and the oldest go first.
create index outbox_by_age on exchange.outbox using brin (accepted_at);
create index inbox_by_age on exchange.inbox using brin (received_at);
