-- A judgement is seen by whoever sees every message it names. Which mail asked for it, and what else its author had
-- seen, may be on a private list all the same: both told readers of public lists that there is something.
CREATE OR REPLACE VIEW visible.judgement AS
  SELECT j.id, j.verb, j.author, j.recorded_at, j.effective_at, j.reason, j.value, j.undoes, j.anchor_message_id,
    j.anchor_content_hash, j.anchor_body_hash, j.anchor_start, j.anchor_end, j.anchor_exact, j.anchor_prefix,
    j.anchor_suffix,
    ARRAY(SELECT part.id FROM unnest(j.on_top) WITH ORDINALITY AS part (id, n)
      JOIN ground.judgement before ON before.id = part.id
      WHERE NOT EXISTS (SELECT FROM unnest(before.message_ids) AS named (id)
        WHERE NOT visible.seen(named.id, (SELECT visible.hidden())))
      ORDER BY part.n) AS on_top,
    CASE WHEN visible.seen(j.suggested_by ->> 'messageId', (SELECT visible.hidden())) THEN j.suggested_by
      END AS suggested_by,
    j.targets, j.message_ids, j.redacted
  FROM ground.judgement j WHERE NOT EXISTS (
    SELECT FROM unnest(j.message_ids) AS named (id) WHERE NOT EXISTS (
      SELECT FROM visible.message m WHERE m.message_id = named.id AND m.first_of_id));
