-- Trust: drafts that change operators, what the list says of an organisation, and witnesses.
alter table trust.draft drop constraint draft_kind_check;

alter table trust.draft add constraint draft_kind_check check (
  kind in (
    'admit', 'rotate', 'revoke', 'remove', 'renew', 'change-operators', 'change-organisation', 'change-witnesses'
  )
);
