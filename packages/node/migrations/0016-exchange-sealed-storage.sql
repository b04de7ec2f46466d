-- What is sealed cannot be compressed, and trying costs time at every message.
alter table exchange.outbox alter column body set storage external;
alter table exchange.outbox alter column content set storage external;
