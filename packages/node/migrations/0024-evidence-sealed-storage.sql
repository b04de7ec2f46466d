-- What is sealed cannot be compressed, and trying costs time at every message.
alter table evidence.transcript alter column sealed set storage external;
