-- Times and lists stand beside the words, so that a search reads no row of derived.message but of those it shows: that
-- was three pages a match. Vectors of up to 8 kB stay in their row: out of it, each that is looked at for its weights
-- was five pages more.
ALTER TABLE cache.message_search SET (toast_tuple_target = 8160);
CREATE TEMPORARY TABLE searched ON COMMIT DROP AS SELECT message_key, text FROM cache.message_search;
TRUNCATE cache.message_search;
ALTER TABLE cache.message_search
  ADD lists text[] NOT NULL, ADD sent_at timestamptz(3), ADD received_at timestamptz(3);
INSERT INTO cache.message_search (message_key, text, lists, sent_at, received_at)
  SELECT s.message_key, s.text, m.lists, m.sent_at, m.received_at
  FROM searched s JOIN derived.message m ON m.key = s.message_key;

CREATE OR REPLACE VIEW visible.message_search AS
  SELECT message_key, text, visible.shown(lists, (SELECT visible.hidden())) AS lists, sent_at, received_at
  FROM cache.message_search WHERE NOT lists <@ (SELECT visible.hidden());
