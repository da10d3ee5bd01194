-- What stood beside the cursor in its JSON gets columns of its own.
ALTER TABLE operational.source
  ADD COLUMN kind text,
  ADD COLUMN seal jsonb,
  ADD COLUMN failed_at timestamptz(3),
  ADD COLUMN failure text;
UPDATE operational.source SET
  kind = cursor->>'kind',
  seal = nullif(cursor->'seal', 'null'),
  failed_at = to_timestamp((cursor->'failure'->>'at')::float8 / 1000),
  failure = cursor->'failure'->>'text',
  cursor = nullif(cursor - 'kind' - 'seal' - 'failure', '{}');

-- Which messages an archive holds, a row a batch: when its history is rewritten, what is not in it any more was purged.
CREATE TABLE operational.source_part (
  id bigserial PRIMARY KEY,
  source text NOT NULL,
  part text NOT NULL,
  stale boolean NOT NULL DEFAULT false,
  keys uuid[] NOT NULL
);
CREATE INDEX source_part_source ON operational.source_part (source, part);
