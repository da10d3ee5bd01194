-- Finding `#docket` lines in an archive of any size, and who took one up (docs/judgements.md).
CREATE INDEX message_suggesting ON derived.message (coalesce(sent_at, received_at), message_id)
  WHERE in_reply_to IS NOT NULL AND position('#docket ' IN body) > 0;
CREATE INDEX judgement_suggested_by ON ground.judgement ((suggested_by ->> 'messageId'))
  WHERE suggested_by IS NOT NULL;
-- Read with every judgement, for which pages it is told to (lib/store/judge/note-judged.ts).
CREATE INDEX judgement_joining ON ground.judgement (recorded_at) WHERE verb IN ('merge-designs', 'chain');

-- Another address for an account, once it was asked for with the password: a link that works once confirms it. An
-- address that an account had stays its own: what was said under it has that author.
ALTER TABLE operational.account ADD COLUMN new_email text;
CREATE TABLE operational.account_former_email (
  email text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES operational.account
);
ALTER TABLE operational.account_link
  DROP CONSTRAINT account_link_kind,
  DROP CONSTRAINT account_link_names,
  ADD CONSTRAINT account_link_kind CHECK (kind IN ('setup', 'invite', 'reset', 'email')),
  ADD CONSTRAINT account_link_names CHECK (
    (kind IN ('invite', 'email')) = (email IS NOT NULL) AND (kind IN ('reset', 'email')) = (account_id IS NOT NULL)
    AND (list IS NULL) = (role IS NULL));
