-- Pages and searches read what they show, not the archive (bench/README.md, "Pages of such an archive").

-- When mails were received; which messages share an id with an earlier one.
CREATE INDEX message_search_received ON cache.message_search ((coalesce(received_at, sent_at)));
CREATE INDEX message_other_of_id ON derived.message (message_id) WHERE NOT first_of_id;

-- A list of few threads is not looked for among all; the newest threads by their first mail.
CREATE INDEX thread_lists ON derived.thread USING gin (lists);
CREATE INDEX thread_started_at ON derived.thread (started_at DESC, id);
CREATE INDEX series_lists ON derived.series USING gin (lists);

-- What is up to a person, and what they posted.
CREATE INDEX item_owner_folded ON derived.item USING hash (lower(owner));
CREATE INDEX series_author ON derived.series USING hash (lower(author_email));

-- The same rows, hence OFFSET: else PostgreSQL puts the ids of all messages that are seen into a table to count series.
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
    OR EXISTS (SELECT FROM visible.message m WHERE m.message_id = s.id AND m.first_of_id OFFSET 0));

-- Rows of which no message is on a hidden list, and those of which some are. The former are as the archive has them, so
-- indexes know their lists and order; of the latter everything is computed. PostgreSQL reads no view of both in the
-- order of an index, so lists ask each half (lib/store/halves.ts).
CREATE VIEW derived.thread_whole AS SELECT * FROM derived.thread;
CREATE VIEW derived.thread_shared AS SELECT * FROM derived.thread WHERE false;
CREATE VIEW derived.series_now_whole AS SELECT * FROM derived.series_now;
CREATE VIEW derived.series_now_shared AS SELECT * FROM derived.series_now WHERE false;

CREATE VIEW visible.thread_whole AS
  SELECT id, subject, lists, started_at, last_at, message_count, root_is_ghost
  FROM derived.thread WHERE NOT lists && (SELECT visible.hidden());
CREATE VIEW visible.thread_shared AS
  SELECT v.* FROM visible.thread v JOIN derived.thread t ON t.id = v.id WHERE t.lists && (SELECT visible.hidden());

-- The cause of a state may stand in the mail of a tree, in a thread of its own.
CREATE VIEW visible.series_now_whole AS
  SELECT s.id, s.thread_id, s.name, s.version, s.total, s.rfc, s.resend, v.cover_id, s.author_name, s.author_email,
    s.lists, s.sent_at, s.moved_at, s.replies, s.complete, v.is_judged, v.chain_id, v.state, v.state_rule,
    v.state_because, v.turn, v.turn_since, v.supersedes, v.superseded_by, v.follows
  FROM derived.series s JOIN derived.thread t ON t.id = s.thread_id AND NOT t.lists && (SELECT visible.hidden())
  JOIN LATERAL (SELECT * FROM visible.series_now n WHERE n.id = s.id OFFSET 0) v ON true;
CREATE VIEW visible.series_now_shared AS
  SELECT v.* FROM derived.thread t JOIN visible.series_now v ON v.thread_id = t.id
  WHERE t.lists && (SELECT visible.hidden());

-- Messages as they are searched. `kept_lists` are all their lists, as indexes have them; what a reader sees is `lists`.
CREATE VIEW cache.searched AS
  SELECT message_key, text, lists, lists AS kept_lists, sent_at, received_at FROM cache.message_search;
CREATE VIEW visible.searched AS
  SELECT message_key, text,
    CASE WHEN lists && (SELECT visible.hidden()) THEN visible.shown(lists, (SELECT visible.hidden()))
      ELSE lists END AS lists, lists AS kept_lists, sent_at, received_at
  FROM cache.message_search WHERE NOT lists <@ (SELECT visible.hidden());
