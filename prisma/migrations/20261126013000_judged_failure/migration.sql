-- A design that could not be judged again: its note has the reason and waits until it is noted anew
-- (docs/judgements.md).
ALTER TABLE operational.unjudged ADD COLUMN failure text;
CREATE INDEX unjudged_failure ON operational.unjudged (id) WHERE failure IS NOT NULL;
