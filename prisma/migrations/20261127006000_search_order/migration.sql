-- Searches read what they show, not the archive (docs/search.md, "In a large archive").

-- The newest mails are found in the order of time, so that a word which most mails have is found in the newest of them;
-- dates as well. Words on a list are found by both at once: of a list of 30 mails every mail with the word was read.
CREATE INDEX message_search_at ON cache.message_search ((coalesce(sent_at, received_at, 'epoch')) DESC, message_key);
DROP INDEX cache.message_search_text;
CREATE INDEX message_search_text ON cache.message_search USING gin (text, lists)
  WITH (gin_pending_list_limit = 65536);

-- Items in the order of time and by whom they are. A mail may have a name of any length, an index refuses one of 2,700
-- bytes.
CREATE INDEX item_at_id ON derived.item (at DESC, id);
CREATE INDEX item_author_name ON derived.item (left(by_name || ' <' || by_email || '>', 300));
CREATE INDEX item_owner ON derived.item (left(owner, 300));

-- Every author and owner once, from one to the next in the index: there are thirty items to an author. They are looked
-- for by a part of the name, and only items that a reader may see are then found by them, so one view does for all.
CREATE VIEW derived.author_name AS
  WITH RECURSIVE next (author) AS (
    SELECT min(left(by_name || ' <' || by_email || '>', 300)) FROM derived.item
    UNION ALL
    SELECT (SELECT min(left(by_name || ' <' || by_email || '>', 300)) FROM derived.item
      WHERE left(by_name || ' <' || by_email || '>', 300) > author) FROM next WHERE author IS NOT NULL
  )
  SELECT author FROM next WHERE author IS NOT NULL
  UNION SELECT left(by_name || ' <' || by_email || '>', 300) FROM derived.judged_item WHERE NOT gone;
CREATE VIEW derived.owner_name AS
  WITH RECURSIVE next (owner) AS (
    SELECT min(left(owner, 300)) FROM derived.item
    UNION ALL
    SELECT (SELECT min(left(i.owner, 300)) FROM derived.item i WHERE left(i.owner, 300) > next.owner) FROM next
      WHERE owner IS NOT NULL
  )
  SELECT owner FROM next WHERE owner IS NOT NULL
  UNION SELECT left(owner, 300) FROM derived.judged_item WHERE NOT gone;
CREATE VIEW visible.author_name AS SELECT author FROM derived.author_name;
CREATE VIEW visible.owner_name AS SELECT owner FROM derived.owner_name;

-- The two halves of item_now: PostgreSQL reads no view of two tables in the order of an index.
CREATE VIEW derived.item_unjudged AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at, i.title, i.confidence, i.certain, i.blocking, i.origin, i.owner, i.status, i.targets, '[]'::jsonb AS evidence
  FROM derived.item i
  WHERE NOT EXISTS (SELECT FROM derived.judged_item j WHERE j.id = i.id AND j.without = '');
CREATE VIEW derived.item_judged AS
  SELECT id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name, by_email, at, title,
    confidence, certain, blocking, origin, owner, status, targets, evidence
  FROM derived.judged_item WHERE without = '' AND NOT gone;
CREATE OR REPLACE VIEW derived.item_now AS
  SELECT * FROM derived.item_unjudged UNION ALL SELECT * FROM derived.item_judged;

CREATE VIEW visible.item_unjudged AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at, i.title, i.confidence, i.certain, i.blocking, i.origin, i.owner, i.status, i.targets, '[]'::jsonb AS evidence
  FROM visible.item i WHERE NOT EXISTS (SELECT FROM visible.judged_item j WHERE j.id = i.id);
CREATE VIEW visible.item_judged AS
  SELECT id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name, by_email, at, title,
    confidence, certain, blocking, origin, owner, status, targets, evidence
  FROM visible.judged_item WHERE NOT gone;
CREATE OR REPLACE VIEW visible.item_now AS
  SELECT * FROM visible.item_unjudged UNION ALL SELECT * FROM visible.item_judged;

-- A function is called for mails on a hidden list alone, as in visible.message.
CREATE OR REPLACE VIEW visible.message_search AS
  SELECT message_key, text,
    CASE WHEN lists && (SELECT visible.hidden()) THEN visible.shown(lists, (SELECT visible.hidden()))
      ELSE lists END AS lists, sent_at, received_at
  FROM cache.message_search WHERE NOT lists <@ (SELECT visible.hidden());
