-- The state of a series follows from all that was said of it: a hidden mail may have had a part in it although its
-- cause is public. What public mail alone makes of it is in derived.judged_series (lib/store/judge/settle-one.ts).
-- Until that is made, and where it cannot be, a state is shown that no hidden mail can have had a part in: what is
-- superseded, taken back or refused in public is so whatever else was said.
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
    CASE WHEN k.known
      THEN s.state ELSE 'new' END AS state,
    CASE WHEN k.known
      THEN s.state_rule ELSE 'no-answer' END AS state_rule,
    CASE WHEN k.known
      THEN s.state_because ELSE jsonb_build_object('messageId', s.id, 'start', 0, 'end', 0) END AS state_because,
    CASE WHEN k.known
      THEN s.turn ELSE 'reviewers' END AS turn,
    CASE WHEN k.known
      THEN s.turn_since ELSE s.sent_at END AS turn_since,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.supersedes AND m.first_of_id)
      THEN s.supersedes END AS supersedes,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.superseded_by AND m.first_of_id)
      THEN s.superseded_by END AS superseded_by,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.follows AND m.first_of_id)
      THEN s.follows END AS follows
  FROM derived.series s
  JOIN derived.thread t ON t.id = s.thread_id
  CROSS JOIN LATERAL (SELECT CASE
    WHEN EXISTS (SELECT FROM derived.message m
      WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      THEN false
    WHEN s.state IN ('superseded', 'withdrawn', 'rejected') OR s.state_rule IN ('posted-as-applied', 'no-answer')
      THEN true
    ELSE NOT EXISTS (SELECT FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key
        WHERE t.lists && (SELECT visible.hidden()) AND n.thread_id = s.thread_id
          AND m.first_of_id AND m.lists <@ (SELECT visible.hidden()))
      AND NOT EXISTS (SELECT FROM derived.taken k JOIN derived.message m ON m.message_id = k.message_id
        WHERE k.series_id = s.id AND m.first_of_id AND m.lists <@ (SELECT visible.hidden())) END AS known) k
  WHERE NOT s.lists <@ (SELECT visible.hidden())
    AND EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.id AND m.first_of_id);

-- Threads of designs that others see as well, with a message on private lists alone, or of which a tree tells in such a
-- one: what they are to whom a list is hidden is made apart.
CREATE VIEW operational.partly_private AS
  WITH private AS (SELECT array_agg(list) AS lists FROM operational.private_list)
  SELECT own.thread_id, m.lists
  FROM private JOIN derived.message m ON m.lists <@ private.lists
  CROSS JOIN LATERAL (
    SELECT n.thread_id FROM derived.thread_node n WHERE n.message_key = m.key
    UNION ALL
    SELECT s.thread_id FROM derived.taken k JOIN derived.series s ON s.id = k.series_id
    WHERE k.message_id = m.message_id) own
  JOIN derived.design_thread t ON t.thread_id = own.thread_id
  JOIN derived.design d ON d.id = t.design_id AND NOT d.lists <@ private.lists;
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_app') THEN
    GRANT SELECT ON operational.partly_private TO docket_app;
  END IF;
END $$;

INSERT INTO operational.unjudged (thread_id) SELECT DISTINCT thread_id FROM operational.partly_private;
