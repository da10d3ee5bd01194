-- The same rows, hence OFFSET: else PostgreSQL, where it expects many items, looks at every patch of the archive once
-- for whether its series is seen, whatever person or design the items are of.
CREATE OR REPLACE VIEW visible.item AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at,
    CASE WHEN d.lists && (SELECT visible.hidden()) AND (i.targets <> '[]' OR EXISTS (
        SELECT FROM derived.patch p
        WHERE p.message_id = i.message_id AND NOT visible.seen(p.series_id, (SELECT visible.hidden())) OFFSET 0))
      THEN left(btrim(regexp_replace(i.quote, '\s+', ' ', 'g')), 80) ELSE i.title END AS title,
    i.confidence, i.certain, i.blocking, i.origin,
    CASE WHEN NOT d.lists && (SELECT visible.hidden()) OR i.owner = i.by_name OR EXISTS (
        SELECT FROM derived.design_thread t JOIN derived.thread_node n ON n.thread_id = t.thread_id
        JOIN derived.message m ON m.key = n.message_key AND NOT m.lists <@ (SELECT visible.hidden())
        WHERE t.design_id = i.design_id AND m.from_name = i.owner)
      THEN i.owner END AS owner,
    CASE WHEN NOT d.lists && (SELECT visible.hidden()) OR i.status IS NULL THEN i.status
      ELSE coalesce((SELECT part ->> 'status' FROM jsonb_array_elements(i.events) WITH ORDINALITY AS e (part, n)
        WHERE visible.seen(part -> 'because' ->> 'messageId', (SELECT visible.hidden())) ORDER BY n DESC LIMIT 1),
      'open') END AS status,
    CASE WHEN NOT d.lists && (SELECT visible.hidden())
        OR visible.seen(split_part(i.option_id, '#', 1), (SELECT visible.hidden()))
      THEN i.option_id END AS option_id,
    CASE WHEN d.lists && (SELECT visible.hidden()) THEN (
        SELECT coalesce(jsonb_agg(part ORDER BY n), '[]') FROM jsonb_array_elements(i.targets) WITH ORDINALITY
          AS e (part, n) WHERE visible.seen(split_part(part ->> 'id', '#', 1), (SELECT visible.hidden())))
      ELSE i.targets END AS targets,
    CASE WHEN d.lists && (SELECT visible.hidden()) THEN (
        SELECT coalesce(jsonb_agg(
          CASE WHEN visible.seen(part #>> '{because,series}', (SELECT visible.hidden())) THEN part
            ELSE jsonb_set(part, '{because,series}', 'null') END ORDER BY n), '[]')
        FROM jsonb_array_elements(i.events) WITH ORDINALITY AS e (part, n)
        WHERE visible.seen(part -> 'because' ->> 'messageId', (SELECT visible.hidden())))
      ELSE i.events END AS events, i.reasons
  FROM derived.item i
  JOIN derived.design d ON d.id = i.design_id
  WHERE NOT d.lists && (SELECT visible.hidden()) OR visible.seen(i.message_id, (SELECT visible.hidden()));
