-- As visible.series: seen by whoever sees its mail, without what hidden messages did to it.
CREATE VIEW visible.pull_request AS
  SELECT p.id, p.thread_id, p.name, p.author_name, p.author_email, visible.shown(p.lists, h.lists) AS lists, p.sent_at,
    CASE WHEN t.lists && h.lists THEN greatest(p.sent_at, v.last_at) ELSE p.moved_at END AS moved_at,
    CASE WHEN t.lists && h.lists THEN least(p.replies, v.replies) ELSE p.replies END AS replies, p.source,
    CASE WHEN c.known THEN p.state ELSE 'new' END AS state,
    CASE WHEN c.known THEN p.state_rule ELSE 'no-answer' END AS state_rule,
    CASE WHEN c.known THEN p.state_because ELSE jsonb_build_object('messageId', p.id, 'start', 0, 'end', 0)
      END AS state_because
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.pull_request p ON NOT p.lists <@ h.lists
  JOIN derived.thread t ON t.id = p.thread_id
  CROSS JOIN LATERAL (SELECT NOT EXISTS (
    SELECT FROM derived.message m WHERE m.message_id = p.state_because->>'messageId' AND m.first_of_id
      AND m.lists <@ h.lists) AS known) c
  LEFT JOIN LATERAL (
    SELECT max(coalesce(m.sent_at, m.received_at)) AS last_at,
      (count(*) FILTER (WHERE m.message_id <> p.id))::int AS replies
    FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key AND NOT m.lists <@ h.lists
    WHERE t.lists && h.lists AND n.thread_id = t.id) v ON true
  WHERE visible.seen(p.id, h.lists);
