-- The lists of a design are those of all its messages: where none of them is hidden, every item is seen, and its
-- message need not be looked for. With one private list that was a look for each item of 100,000 messages: a second
-- for the people on the home page.
CREATE OR REPLACE VIEW visible.item AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at,
    CASE WHEN d.lists && h.lists AND (i.targets <> '[]' OR EXISTS (
        SELECT FROM derived.patch p WHERE p.message_id = i.message_id AND NOT visible.seen(p.series_id, h.lists)))
      THEN left(btrim(regexp_replace(i.quote, '\s+', ' ', 'g')), 80) ELSE i.title END AS title,
    i.confidence, i.certain, i.blocking, i.origin,
    CASE WHEN NOT d.lists && h.lists OR i.owner = i.by_name OR EXISTS (
        SELECT FROM derived.design_thread t JOIN derived.thread_node n ON n.thread_id = t.thread_id
        JOIN derived.message m ON m.key = n.message_key AND NOT m.lists <@ h.lists
        WHERE t.design_id = i.design_id AND m.from_name = i.owner)
      THEN i.owner END AS owner,
    CASE WHEN NOT d.lists && h.lists OR i.status IS NULL THEN i.status
      ELSE coalesce((v.events -> -1) ->> 'status', 'open') END AS status,
    CASE WHEN NOT d.lists && h.lists OR visible.seen(split_part(i.option_id, '#', 1), h.lists)
      THEN i.option_id END AS option_id,
    CASE WHEN d.lists && h.lists THEN v.targets ELSE i.targets END AS targets,
    CASE WHEN d.lists && h.lists THEN v.events ELSE i.events END AS events, i.reasons
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  CROSS JOIN derived.item i
  JOIN derived.design d ON d.id = i.design_id AND (NOT d.lists && h.lists OR visible.seen(i.message_id, h.lists))
  LEFT JOIN LATERAL (
    SELECT (SELECT coalesce(jsonb_agg(part ORDER BY n), '[]') FROM jsonb_array_elements(i.events) WITH ORDINALITY
        AS e (part, n) WHERE visible.seen(part -> 'because' ->> 'messageId', h.lists)) AS events,
      (SELECT coalesce(jsonb_agg(part ORDER BY n), '[]') FROM jsonb_array_elements(i.targets) WITH ORDINALITY
        AS e (part, n) WHERE visible.seen(split_part(part ->> 'id', '#', 1), h.lists)) AS targets
    WHERE d.lists && h.lists) v ON true;
