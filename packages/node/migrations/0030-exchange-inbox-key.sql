-- One index finds a message and lists the newest.
drop index exchange.inbox_newest;
alter table exchange.inbox drop constraint inbox_pkey;
alter table exchange.inbox add primary key (message_id, from_peer);
