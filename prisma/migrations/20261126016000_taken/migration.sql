-- That trees took patches of a series or let them go, told in mails of their own (docs/series-state.md).
CREATE TABLE derived.taken (
  series_id text NOT NULL,
  message_id text NOT NULL,
  tree text NOT NULL,
  kind text NOT NULL,
  backport boolean NOT NULL,
  patches jsonb NOT NULL,
  span_start integer NOT NULL,
  span_end integer NOT NULL,
  PRIMARY KEY (series_id, message_id)
);

-- Seen by whoever sees the mail and the series.
CREATE VIEW visible.taken AS
  SELECT t.series_id, t.message_id, t.tree, t.kind, t.backport, t.patches, t.span_start, t.span_end
  FROM derived.taken t
  WHERE EXISTS (SELECT FROM visible.message m WHERE m.message_id = t.message_id AND m.first_of_id)
    AND EXISTS (SELECT FROM visible.message m WHERE m.message_id = t.series_id AND m.first_of_id);
