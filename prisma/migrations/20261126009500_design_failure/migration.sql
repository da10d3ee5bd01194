-- A design whose extraction failed: its row has the reason, and no items (docs/items.md). Errors may quote mail, so who
-- does not see all of a design sees only that there is one.
ALTER TABLE derived.design ADD COLUMN failure text;
CREATE INDEX design_failure ON derived.design (id) WHERE failure IS NOT NULL;

CREATE OR REPLACE VIEW visible.design AS
  SELECT d.id, CASE WHEN d.lists && (SELECT visible.hidden()) THEN '' ELSE d.name END AS name,
    visible.shown(d.lists, (SELECT visible.hidden())) AS lists, d.thread_ids, d.series_ids,
    CASE WHEN d.lists && (SELECT visible.hidden())
      THEN (SELECT min(coalesce(p.at, to_timestamp(0))) FROM visible.part p WHERE p.thread_id = ANY(d.thread_ids))
      ELSE d.started_at END::timestamptz(3) AS started_at,
    CASE WHEN d.lists && (SELECT visible.hidden())
      THEN (SELECT max(coalesce(p.at, to_timestamp(0))) FROM visible.part p WHERE p.thread_id = ANY(d.thread_ids))
      ELSE d.last_at END::timestamptz(3) AS last_at,
    CASE WHEN d.lists && (SELECT visible.hidden()) THEN left(d.failure, 0) ELSE d.failure END AS failure
  -- Its lists are those of its messages: where one is not hidden, a message is seen.
  FROM derived.design d WHERE NOT d.lists <@ (SELECT visible.hidden());
