-- The same rows by cheaper plans, as pages of lists looked at every thread and series of the archive for a reader from
-- whom some list is hidden. A thread that is on no hidden list has all it has: its lists are those of its messages. So
-- for most rows nothing is asked of other tables, and no function is called, which is never inlined.

CREATE OR REPLACE VIEW visible.message AS
  SELECT key, message_id, content_hash, body_hash, first_of_id,
    CASE WHEN lists && (SELECT visible.hidden()) THEN visible.shown(lists, (SELECT visible.hidden()))
      ELSE lists END AS lists, from_name, from_email, to_mailboxes, cc_mailboxes,
    sent_at, received_at, subject, in_reply_to, reference_ids, body, facts, patch_id, reconstructed, match_key, attached
  FROM derived.message WHERE NOT lists <@ (SELECT visible.hidden());

CREATE OR REPLACE VIEW visible.thread AS
  SELECT t.id,
    CASE WHEN t.lists && (SELECT visible.hidden())
      THEN (SELECT p.subject FROM visible.part p WHERE p.thread_id = t.id ORDER BY p.position LIMIT 1)
      ELSE t.subject END AS subject,
    CASE WHEN t.lists && (SELECT visible.hidden()) THEN visible.shown(t.lists, (SELECT visible.hidden()))
      ELSE t.lists END AS lists,
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
  FROM derived.thread t WHERE NOT t.lists <@ (SELECT visible.hidden());

CREATE OR REPLACE VIEW visible.series AS
  SELECT s.id, s.thread_id, s.name, s.chain_id, s.version, s.total, s.rfc, s.resend,
    CASE WHEN EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.cover_id AND m.first_of_id)
      THEN s.cover_id END AS cover_id, s.author_name, s.author_email,
    CASE WHEN s.lists && (SELECT visible.hidden()) THEN visible.shown(s.lists, (SELECT visible.hidden()))
      ELSE s.lists END AS lists, s.sent_at,
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
  WHERE NOT s.lists <@ (SELECT visible.hidden()) AND (NOT t.lists && (SELECT visible.hidden())
    OR EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.id AND m.first_of_id));
