-- What speaks against a log, so that anybody can verify it.

-- Hashes of the later tree, base64, one a line, that lead to its root and to another earlier root than was signed.
alter table witness.conflict add column path text;
-- Whether anybody can verify with this row alone that the log has signed two stories.
alter table witness.conflict add column is_proof boolean not null default false;
