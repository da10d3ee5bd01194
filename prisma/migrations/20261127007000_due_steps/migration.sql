-- Clocks of virtual machines step back by milliseconds when they are set right. A time that is yet to come by a second
-- or less is of such a step: what was tried just now is not tried again for it.
CREATE OR REPLACE VIEW operational.unjudged_due AS
  SELECT id, thread_id FROM operational.unjudged
  WHERE failure IS NULL AND (tried_at IS NULL OR now() NOT BETWEEN tried_at - interval '1 second'
    AND tried_at + least(5 * 2 ^ least(attempts, 20), 3600) * interval '1 second');
