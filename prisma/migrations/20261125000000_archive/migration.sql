-- The four classes of data. See prisma/schema for what each table means.
CREATE SCHEMA ground;
CREATE SCHEMA operational;
CREATE SCHEMA derived;
CREATE SCHEMA cache;

CREATE TABLE ground.raw_message (
  key uuid PRIMARY KEY,
  message_id text NOT NULL,
  content_hash text NOT NULL,
  first_of_id boolean NOT NULL,
  bytes bytea NOT NULL
);
-- Settles the race for a Message-ID: one row may own it, an imposter keeps its own row.
CREATE UNIQUE INDEX raw_message_first_of_id ON ground.raw_message (message_id) WHERE first_of_id;

CREATE TABLE ground.listing (
  message_key uuid NOT NULL,
  list text NOT NULL,
  PRIMARY KEY (message_key, list)
);

CREATE TABLE ground.removal (
  message_key uuid PRIMARY KEY,
  source text NOT NULL,
  reason text NOT NULL
);

CREATE TABLE ground.mailmap (
  one boolean PRIMARY KEY DEFAULT true CONSTRAINT mailmap_one CHECK (one),
  text text NOT NULL
);

CREATE TABLE ground.judgement (
  id uuid PRIMARY KEY,
  verb text NOT NULL,
  author text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  effective_at timestamptz(3),
  reason text,
  value jsonb NOT NULL,
  undoes uuid,
  anchor_message_id text,
  anchor_content_hash text,
  anchor_body_hash text,
  anchor_start integer,
  anchor_end integer,
  anchor_exact text,
  anchor_prefix text,
  anchor_suffix text,
  -- An anchor is whole or absent, and its words have their length.
  CONSTRAINT judgement_anchor CHECK (
    num_nulls(anchor_message_id, anchor_content_hash, anchor_body_hash, anchor_start, anchor_end,
              anchor_exact, anchor_prefix, anchor_suffix) IN (0, 8)
    AND (anchor_start IS NULL OR 0 <= anchor_start AND anchor_start <= anchor_end)
  )
);
CREATE INDEX judgement_anchor_message_id ON ground.judgement (anchor_message_id);

CREATE FUNCTION ground.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% refused: the log is append-only, record another judgement instead',
    TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER judgement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ground.judgement
  FOR EACH STATEMENT EXECUTE FUNCTION ground.refuse_change();

CREATE TABLE operational.source (
  name text PRIMARY KEY,
  location text NOT NULL,
  list text,
  cursor jsonb,
  stored integer NOT NULL DEFAULT 0,
  duplicates integer NOT NULL DEFAULT 0,
  removed integer NOT NULL DEFAULT 0,
  problems integer NOT NULL DEFAULT 0,
  last_run_at timestamptz(3)
);

CREATE TABLE operational.source_problem (
  source text NOT NULL,
  "where" text NOT NULL,
  code text NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (source, "where", code)
);

CREATE TABLE operational.underived (
  message_key uuid PRIMARY KEY
);

CREATE TABLE operational.derivation (
  one boolean PRIMARY KEY DEFAULT true CONSTRAINT derivation_one CHECK (one),
  version integer NOT NULL
);

CREATE TABLE operational.job (
  id bigserial PRIMARY KEY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  state text NOT NULL DEFAULT 'queued'
    CONSTRAINT job_state CHECK (state IN ('queued', 'running', 'done', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  progress jsonb,
  error text,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  started_at timestamptz(3),
  finished_at timestamptz(3)
);
CREATE INDEX job_state_id ON operational.job (state, id);

CREATE TABLE derived.message (
  key uuid PRIMARY KEY,
  message_id text NOT NULL,
  content_hash text NOT NULL,
  body_hash text NOT NULL,
  first_of_id boolean NOT NULL,
  lists text[] NOT NULL,
  from_name text NOT NULL,
  from_email text NOT NULL,
  to_mailboxes jsonb NOT NULL,
  cc_mailboxes jsonb NOT NULL,
  sent_at timestamptz(3),
  received_at timestamptz(3),
  subject text NOT NULL,
  in_reply_to text,
  reference_ids text[] NOT NULL,
  body text NOT NULL,
  facts jsonb NOT NULL,
  patch_id text
);
CREATE INDEX message_message_id ON derived.message (message_id);
CREATE INDEX message_patch_id ON derived.message (patch_id) WHERE patch_id IS NOT NULL;

CREATE TABLE derived.message_problem (
  message_key uuid NOT NULL,
  ordinal integer NOT NULL,
  code text NOT NULL,
  detail text NOT NULL,
  PRIMARY KEY (message_key, ordinal)
);
CREATE INDEX message_problem_code ON derived.message_problem (code);

CREATE TABLE derived.thread (
  id text PRIMARY KEY,
  subject text NOT NULL,
  lists text[] NOT NULL,
  started_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  message_count integer NOT NULL,
  root_is_ghost boolean NOT NULL
);
CREATE INDEX thread_last_at ON derived.thread (last_at DESC, id);

CREATE TABLE derived.thread_node (
  thread_id text NOT NULL,
  position integer NOT NULL,
  parent_position integer,
  depth integer NOT NULL,
  message_id text NOT NULL,
  message_key uuid,
  PRIMARY KEY (thread_id, position)
);
CREATE INDEX thread_node_message_id ON derived.thread_node (message_id);
CREATE INDEX thread_node_message_key ON derived.thread_node (message_key);

CREATE TABLE derived.series (
  id text PRIMARY KEY,
  thread_id text NOT NULL,
  name text NOT NULL,
  chain_id text NOT NULL,
  version integer NOT NULL,
  total integer NOT NULL,
  rfc boolean NOT NULL,
  resend boolean NOT NULL,
  cover_id text,
  author_name text NOT NULL,
  author_email text NOT NULL,
  lists text[] NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  moved_at timestamptz(3) NOT NULL,
  replies integer NOT NULL,
  complete boolean NOT NULL,
  state text NOT NULL,
  state_rule text NOT NULL,
  state_because jsonb NOT NULL,
  turn text NOT NULL,
  turn_since timestamptz(3) NOT NULL,
  supersedes text,
  superseded_by text,
  follows text
);
CREATE INDEX series_thread_id ON derived.series (thread_id);
CREATE INDEX series_chain_id ON derived.series (chain_id);
CREATE INDEX series_moved_at ON derived.series (moved_at DESC, id);

CREATE TABLE derived.chain_link (
  earlier text NOT NULL,
  later text NOT NULL,
  relation text NOT NULL,
  score double precision NOT NULL,
  reasons text[] NOT NULL,
  holds boolean NOT NULL,
  PRIMARY KEY (earlier, later)
);
CREATE INDEX chain_link_later ON derived.chain_link (later);

CREATE TABLE derived.series_key (
  thread_id text NOT NULL,
  key text NOT NULL,
  PRIMARY KEY (thread_id, key)
);
CREATE INDEX series_key_key ON derived.series_key (key);

CREATE TABLE derived.patch (
  series_id text NOT NULL,
  n integer NOT NULL,
  message_id text,
  name text NOT NULL,
  patch_id text,
  carried boolean NOT NULL,
  trailers jsonb NOT NULL,
  PRIMARY KEY (series_id, n)
);
CREATE INDEX patch_message_id ON derived.patch (message_id);

CREATE TABLE cache.message_search (
  message_key uuid PRIMARY KEY,
  text tsvector NOT NULL
);
CREATE INDEX message_search_text ON cache.message_search USING gin (text);

-- Least privilege: the roles exist on the embedded server; an external database may use one role for all.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_app') THEN
    GRANT USAGE ON SCHEMA ground, operational, derived, cache TO docket_app;
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA ground TO docket_app;
    GRANT DELETE ON ground.removal, ground.mailmap TO docket_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA operational, derived, cache TO docket_app;
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA operational TO docket_app;
    GRANT SELECT ON public._prisma_migrations TO docket_app;
    -- The same for tables that later migrations make.
    ALTER DEFAULT PRIVILEGES IN SCHEMA ground GRANT SELECT, INSERT ON TABLES TO docket_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA operational, derived, cache
      GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO docket_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA operational GRANT USAGE ON SEQUENCES TO docket_app;
  END IF;
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_reader') THEN
    GRANT USAGE ON SCHEMA ground, derived, cache TO docket_reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA derived, cache TO docket_reader;
    GRANT SELECT ON ground.judgement TO docket_reader;
    ALTER DEFAULT PRIVILEGES IN SCHEMA derived, cache GRANT SELECT ON TABLES TO docket_reader;
  END IF;
END
$$;
