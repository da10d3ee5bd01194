-- Searches of a reader's own scenario that are too long for a page: the worker runs them, as a job of its own kind.
-- Not in `cache`: who started one may cancel it, and a job refers to it.

CREATE TABLE operational.check_run (
  key text PRIMARY KEY,
  request jsonb NOT NULL,
  job_id bigint NOT NULL,
  account_id uuid NOT NULL,
  reports jsonb NOT NULL DEFAULT '[]',
  created_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX check_run_created_at ON operational.check_run (created_at);

ALTER TABLE operational.job DROP CONSTRAINT job_state;
ALTER TABLE operational.job ADD CONSTRAINT job_state
  CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'));
