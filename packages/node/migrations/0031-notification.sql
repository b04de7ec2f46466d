-- Notices: that something waits for an officer, by kind and correlation id; never what.
create schema notification;

create table notification.notice (
  id bigint generated always as identity primary key,
  officer_id text not null,
  kind text not null,
  reference uuid not null,
  at timestamptz not null,
  read_at timestamptz,
  -- Null when nobody is to be told by e-mail, or has been.
  mail_next_at timestamptz,
  mail_attempts integer not null default 0,
  -- Whoever tells twice of the same, after a crash, tells once.
  unique (officer_id, kind, reference)
);

create index notice_of_officer on notification.notice (officer_id, id desc);
create index notice_unread on notification.notice (officer_id) where read_at is null;
create index notice_to_mail on notification.notice (mail_next_at) where mail_next_at is not null;
create index notice_by_age on notification.notice (at);
