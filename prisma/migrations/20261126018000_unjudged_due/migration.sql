-- A design that could not be judged again in time is tried again after 10 seconds, then after twice as long each time,
-- an hour at most (docs/judgements.md). A time that is yet to come is of a clock that was set back.
ALTER TABLE operational.unjudged
  ADD COLUMN attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN tried_at timestamptz(3);

CREATE VIEW operational.unjudged_due AS
  SELECT id, thread_id FROM operational.unjudged
  WHERE failure IS NULL AND (tried_at IS NULL OR now() NOT BETWEEN tried_at
    AND tried_at + least(5 * 2 ^ least(attempts, 20), 3600) * interval '1 second');
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_app') THEN
    GRANT SELECT ON operational.unjudged_due TO docket_app;
  END IF;
END $$;
