-- What people say: judgements and comments, append-only, and messages taken down. See prisma/schema/ground.prisma and
-- docs/judgements.md.
ALTER TABLE ground.judgement
  ADD COLUMN on_top uuid[] NOT NULL DEFAULT '{}',
  ADD COLUMN suggested_by jsonb,
  ADD COLUMN targets text[] NOT NULL DEFAULT '{}',
  ADD COLUMN message_ids text[] NOT NULL DEFAULT '{}',
  ADD COLUMN redacted boolean NOT NULL DEFAULT false;
CREATE INDEX judgement_order ON ground.judgement (recorded_at, id);
CREATE INDEX judgement_targets ON ground.judgement USING gin (targets);
CREATE INDEX judgement_message_ids ON ground.judgement USING gin (message_ids);

CREATE TABLE ground.comment (
  id uuid PRIMARY KEY,
  comment_id uuid NOT NULL,
  author text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  verb text NOT NULL
    CONSTRAINT comment_verb CHECK (verb IN ('create', 'edit', 'resolve', 'reopen', 'hide', 'show')),
  value jsonb NOT NULL,
  message_ids text[] NOT NULL,
  redacted boolean NOT NULL DEFAULT false,
  CONSTRAINT comment_created_by_itself CHECK ((verb = 'create') = (id = comment_id))
);
CREATE INDEX comment_order ON ground.comment (recorded_at, id);
CREATE INDEX comment_comment_id ON ground.comment (comment_id);
CREATE INDEX comment_message_ids ON ground.comment USING gin (message_ids);

-- Message-IDs that an admin took down: no mail under them is kept, whoever sends it again.
CREATE TABLE ground.taken_down (
  message_id text PRIMARY KEY,
  at timestamptz(3) NOT NULL
);

-- The log changes in one case only: what it quotes of a message that is taken down goes too.
CREATE OR REPLACE FUNCTION ground.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND current_setting('docket.taking_down', true) = 'yes' THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% on %.% refused: the log is append-only, record another judgement instead',
    TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER comment_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ground.comment
  FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change();

-- The ground part of taking messages down: the application may not change ground otherwise. The rows of the messages
-- stay, empty, so that they are known when they come again. Gives the keys.
CREATE FUNCTION ground.take_down(ids text[]) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog AS $$
DECLARE
  keys uuid[];
BEGIN
  INSERT INTO ground.taken_down SELECT DISTINCT id, clock_timestamp() FROM unnest(ids) AS id ON CONFLICT DO NOTHING;
  SELECT coalesce(array_agg(key), '{}') INTO keys FROM ground.raw_message
    WHERE first_of_id AND message_id = ANY(ids) OR NOT first_of_id AND message_id = ANY(ids);
  UPDATE ground.raw_message SET bytes = '' WHERE key = ANY(keys);
  -- No source has this name, so none can bring it back.
  INSERT INTO ground.removal SELECT key, '', 'taken down' FROM unnest(keys) AS key
    ON CONFLICT (message_key) DO UPDATE SET source = '', reason = 'taken down';
  PERFORM set_config('docket.taking_down', 'yes', true);
  UPDATE ground.judgement SET redacted = true, value = '{}', reason = NULL, anchor_exact = left(anchor_exact, 0),
    anchor_prefix = left(anchor_prefix, 0), anchor_suffix = left(anchor_suffix, 0)
    WHERE message_ids && ids AND NOT redacted;
  UPDATE ground.comment SET redacted = true, value = '{}' WHERE message_ids && ids AND NOT redacted;
  PERFORM set_config('docket.taking_down', '', true);
  RETURN QUERY SELECT unnest(keys);
END
$$;
REVOKE ALL ON FUNCTION ground.take_down(text[]) FROM PUBLIC;

-- Seen by whoever sees every message it names.
CREATE OR REPLACE VIEW visible.judgement AS
  SELECT j.* FROM ground.judgement j WHERE NOT EXISTS (
    SELECT FROM unnest(j.message_ids) AS named (id) WHERE NOT EXISTS (
      SELECT FROM visible.message m WHERE m.message_id = named.id AND m.first_of_id));

CREATE VIEW visible.comment AS
  SELECT c.* FROM ground.comment c WHERE NOT EXISTS (
    SELECT FROM unnest(c.message_ids) AS named (id) WHERE NOT EXISTS (
      SELECT FROM visible.message m WHERE m.message_id = named.id AND m.first_of_id));

CREATE VIEW visible.taken_down AS SELECT * FROM ground.taken_down;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_app') THEN
    GRANT EXECUTE ON FUNCTION ground.take_down(text[]) TO docket_app;
  END IF;
END
$$;
