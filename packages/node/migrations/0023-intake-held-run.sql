-- A run that would take most records of a source out of the index is held back until an operator confirms it.
alter table intake.run drop constraint run_state_check;
alter table intake.run add constraint run_state_check
  check (state in ('running', 'answering', 'superseded', 'failed', 'interrupted', 'held'));
