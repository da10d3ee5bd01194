-- When a design began and moved last, without what hidden mail did to it: exports gave the time of a mail on a private
-- list, and lists of designs were in the order of such times. Its name is that of its first posting, which may be
-- hidden; pages make one of what is seen (lib/store/page-rows.ts).
CREATE OR REPLACE VIEW visible.design AS
  SELECT d.id, CASE WHEN d.lists && (SELECT visible.hidden()) THEN '' ELSE d.name END AS name,
    visible.shown(d.lists, (SELECT visible.hidden())) AS lists, d.thread_ids, d.series_ids,
    CASE WHEN d.lists && (SELECT visible.hidden())
      THEN (SELECT min(coalesce(p.at, to_timestamp(0))) FROM visible.part p WHERE p.thread_id = ANY(d.thread_ids))
      ELSE d.started_at END::timestamptz(3) AS started_at,
    CASE WHEN d.lists && (SELECT visible.hidden())
      THEN (SELECT max(coalesce(p.at, to_timestamp(0))) FROM visible.part p WHERE p.thread_id = ANY(d.thread_ids))
      ELSE d.last_at END::timestamptz(3) AS last_at
  -- Its lists are those of its messages: where one is not hidden, a message is seen.
  FROM derived.design d WHERE NOT d.lists <@ (SELECT visible.hidden());
