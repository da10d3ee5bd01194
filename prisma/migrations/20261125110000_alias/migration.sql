-- Copies put together from Patchwork pages give way to the mail itself; see docs/patchwork.md.
ALTER TABLE derived.message
  ADD COLUMN reconstructed boolean NOT NULL DEFAULT false,
  ADD COLUMN match_key text;
CREATE INDEX message_match_key ON derived.message (match_key);
-- Archives hold few copies or none: whether there are any is asked at every derivation.
CREATE INDEX message_reconstructed ON derived.message (message_id) WHERE reconstructed;

CREATE TABLE derived.alias (
  alias_id text PRIMARY KEY,
  message_id text NOT NULL
);
CREATE INDEX alias_message_id ON derived.alias (message_id);
