-- Lists such as pgsql-hackers send patches as attachments: their text is read where that of a series is. Null for all
-- other mail; rows that are there get it by `docket derive`.
ALTER TABLE derived.message ADD COLUMN attached text;

CREATE OR REPLACE VIEW visible.message AS
  SELECT key, message_id, content_hash, body_hash, first_of_id,
    visible.shown(lists, (SELECT visible.hidden())) AS lists, from_name, from_email, to_mailboxes, cc_mailboxes,
    sent_at, received_at, subject, in_reply_to, reference_ids, body, facts, patch_id, reconstructed, match_key, attached
  FROM derived.message WHERE NOT lists <@ (SELECT visible.hidden());
