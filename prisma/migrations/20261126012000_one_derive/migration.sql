-- One derivation waits or is under way at a time: it takes minutes, and a second one makes the same rows.
DELETE FROM operational.job j WHERE j.kind = 'derive' AND j.state IN ('queued', 'running') AND EXISTS (
  SELECT FROM operational.job o WHERE o.kind = 'derive' AND o.state IN ('queued', 'running') AND o.id < j.id);
CREATE UNIQUE INDEX job_one_derive ON operational.job (kind) WHERE kind = 'derive' AND state IN ('queued', 'running');
-- For the worker, which removes what ended long ago.
CREATE INDEX job_finished_at ON operational.job (finished_at);
