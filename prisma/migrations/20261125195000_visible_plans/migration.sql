-- The same rows by cheaper plans: a key that is the table's own is found by its index; what only the page shows stands
-- in a subquery of its own, which runs after LIMIT; a function with a subquery is never inlined, so there are none.

-- The key of a hidden message stays: no view has the message to it, so it is a ghost wherever it is joined.
CREATE OR REPLACE VIEW visible.thread_node AS
  SELECT n.thread_id, n.position, n.parent_position, n.depth, n.message_id, n.message_key
  FROM derived.thread_node n
  JOIN derived.thread t ON t.id = n.thread_id AND NOT t.lists <@ (SELECT visible.hidden())
  WHERE NOT t.lists && (SELECT visible.hidden())
    OR EXISTS (SELECT FROM derived.message m WHERE m.key = n.message_key AND NOT m.lists <@ (SELECT visible.hidden()))
    OR EXISTS (
      SELECT FROM derived.thread_node below JOIN derived.message b ON b.key = below.message_key
      WHERE below.thread_id = n.thread_id AND below.position > n.position AND NOT b.lists <@ (SELECT visible.hidden())
        AND below.position < coalesce((
          SELECT min(next.position) FROM derived.thread_node next
          WHERE next.thread_id = n.thread_id AND next.position > n.position AND next.depth <= n.depth), 2147483647));

-- Messages of a thread that are seen.
CREATE VIEW visible.part AS
  SELECT n.thread_id, n.position, m.message_id, m.subject, coalesce(m.sent_at, m.received_at) AS at
  FROM derived.thread_node n
  JOIN derived.message m ON m.key = n.message_key AND NOT m.lists <@ (SELECT visible.hidden());

CREATE OR REPLACE VIEW visible.thread AS
  SELECT t.id,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN (SELECT p.subject FROM visible.part p WHERE p.thread_id = t.id ORDER BY p.position LIMIT 1)
      ELSE t.subject END AS subject,
    visible.shown(t.lists, (SELECT visible.hidden())) AS lists,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN coalesce((SELECT min(p.at) FROM visible.part p WHERE p.thread_id = t.id), t.started_at)
      ELSE t.started_at END AS started_at,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN coalesce((SELECT max(p.at) FROM visible.part p WHERE p.thread_id = t.id), t.started_at)
      ELSE t.last_at END AS last_at,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN (SELECT count(*)::int FROM visible.part p WHERE p.thread_id = t.id)
      ELSE t.message_count END AS message_count,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN (SELECT min(p.position) <> 0 FROM visible.part p WHERE p.thread_id = t.id)
      ELSE t.root_is_ghost END AS root_is_ghost
  -- Its lists are those of its messages: where one is not hidden, a message is seen.
  FROM derived.thread t WHERE NOT t.lists <@ (SELECT visible.hidden());

CREATE OR REPLACE VIEW visible.series AS
  SELECT s.id, s.thread_id, s.name, s.chain_id, s.version, s.total, s.rfc, s.resend,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.cover_id AND m.first_of_id)
      THEN s.cover_id END AS cover_id, s.author_name,
    s.author_email, visible.shown(s.lists, (SELECT visible.hidden())) AS lists, s.sent_at,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN greatest(s.sent_at, (SELECT max(p.at) FROM visible.part p WHERE p.thread_id = s.thread_id))
      ELSE s.moved_at END AS moved_at,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN least(s.replies, (SELECT count(*)::int FROM visible.part p WHERE p.thread_id = s.thread_id
        AND p.message_id <> s.id AND NOT EXISTS (SELECT FROM derived.patch x WHERE x.message_id = p.message_id)))
      ELSE s.replies END AS replies, s.complete,
    CASE WHEN NOT EXISTS (SELECT FROM derived.message m
      WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      THEN s.state ELSE 'new' END AS state,
    CASE WHEN NOT EXISTS (SELECT FROM derived.message m
      WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      THEN s.state_rule ELSE 'no-answer' END AS state_rule,
    CASE WHEN NOT EXISTS (SELECT FROM derived.message m
      WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      THEN s.state_because ELSE jsonb_build_object('messageId', s.id, 'start', 0, 'end', 0) END AS state_because,
    CASE WHEN NOT EXISTS (SELECT FROM derived.message m
      WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      THEN s.turn ELSE 'reviewers' END AS turn,
    CASE WHEN NOT EXISTS (SELECT FROM derived.message m
      WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      THEN s.turn_since ELSE s.sent_at END AS turn_since,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.supersedes AND m.first_of_id)
      THEN s.supersedes END AS supersedes,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.superseded_by AND m.first_of_id)
      THEN s.superseded_by END AS superseded_by,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.follows AND m.first_of_id)
      THEN s.follows END AS follows
  FROM derived.series s
  JOIN derived.thread t ON t.id = s.thread_id
  WHERE NOT s.lists <@ (SELECT visible.hidden())
    AND EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.id AND m.first_of_id);

-- A patch that is hidden is missing from its series.
CREATE OR REPLACE VIEW visible.patch AS
  SELECT p.series_id, p.n, p.message_id, p.name, p.patch_id, p.carried,
    (SELECT coalesce(jsonb_agg(trailer ORDER BY n), '[]') FROM jsonb_array_elements(p.trailers) WITH ORDINALITY
      AS part (trailer, n)
      WHERE EXISTS (SELECT FROM visible.message m WHERE m.message_id = trailer->>'from' AND m.first_of_id)) AS trailers
  FROM derived.patch p
  WHERE (p.message_id IS NULL
      OR EXISTS (SELECT FROM visible.message m WHERE m.message_id = p.message_id AND m.first_of_id))
    AND EXISTS (SELECT FROM visible.message m WHERE m.message_id = p.series_id AND m.first_of_id);
