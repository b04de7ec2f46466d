-- What the data-protection officer and the officer said to one another about an anomaly, in its order. No subject is named.
create table oversight.remark (
  anomaly_id text not null references oversight.anomaly (id),
  number int not null,
  state text not null check (state in ('noted', 'asked', 'answered', 'closed')),
  remark text not null,
  said_at timestamptz not null,
  said_by text not null,
  primary key (anomaly_id, number)
);

insert into oversight.remark (anomaly_id, number, state, remark, said_at, said_by)
select id, 1, state, note, handled_at, handled_by from oversight.anomaly;

alter table oversight.anomaly drop constraint anomaly_state_check;
alter table oversight.anomaly add constraint anomaly_state_check check (state in ('noted', 'asked', 'answered', 'closed'));
