-- Which posting reverts patches of another, and by which words it was taken; without a message nobody took it, or it
-- was let go again (docs/series-state.md).
CREATE TABLE derived.reverted (
  series_id text NOT NULL,
  by_id text NOT NULL,
  patches jsonb NOT NULL,
  message_id text,
  span_start integer NOT NULL,
  span_end integer NOT NULL,
  PRIMARY KEY (series_id, by_id)
);
CREATE INDEX reverted_by_id_idx ON derived.reverted (by_id);

-- Seen by whoever sees both postings; whoever does not see the words knows of a patch that nobody took.
CREATE VIEW visible.reverted AS
  SELECT r.series_id, r.by_id, r.patches, CASE WHEN c.seen THEN r.message_id END AS message_id,
    CASE WHEN c.seen THEN r.span_start ELSE 0 END AS span_start, CASE WHEN c.seen THEN r.span_end ELSE 0 END AS span_end
  FROM derived.reverted r
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT FROM visible.message m
    WHERE m.message_id = r.message_id AND m.first_of_id) AS seen) c
  WHERE EXISTS (SELECT FROM visible.message m WHERE m.message_id = r.series_id AND m.first_of_id)
    AND EXISTS (SELECT FROM visible.message m WHERE m.message_id = r.by_id AND m.first_of_id);
