-- What comparisons with a source weigh with, learnt from its records while they were indexed: how many records share a
-- word, a place, a birth year, and how often the fields of one person's records agree. Aggregates only: a value that
-- fewer than ten records share is not in it (a source that enters a person ten times reaches that). It lives and dies
-- with its generation.
--
-- On a distributed PostgreSQL (Citus): a reference table, as matching.generation.

create table matching.model (
  generation integer primary key references matching.generation (id) on delete cascade,
  model      jsonb not null
);
