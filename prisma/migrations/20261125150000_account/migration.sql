-- Accounts and what they may do. See prisma/schema/account.prisma for what each table means, docs/accounts.md for why.
CREATE TABLE operational.account (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text,
  is_admin boolean NOT NULL DEFAULT false,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  disabled_at timestamptz(3),
  reset_asked_at timestamptz(3)
);

CREATE TABLE operational.account_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  account_id uuid NOT NULL REFERENCES operational.account,
  PRIMARY KEY (issuer, subject)
);

CREATE TABLE operational.account_role (
  account_id uuid NOT NULL REFERENCES operational.account,
  list text NOT NULL,
  role text NOT NULL CONSTRAINT account_role_role CHECK (role IN ('reader', 'commenter', 'maintainer')),
  PRIMARY KEY (account_id, list)
);

CREATE TABLE operational.account_person (
  email text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES operational.account
);

CREATE TABLE operational.account_session (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES operational.account,
  address text NOT NULL,
  agent text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX account_session_account_id ON operational.account_session (account_id);

CREATE TABLE operational.api_token (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  account_id uuid NOT NULL REFERENCES operational.account,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX api_token_account_id ON operational.api_token (account_id);

CREATE TABLE operational.account_link (
  id uuid PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  kind text NOT NULL CONSTRAINT account_link_kind CHECK (kind IN ('setup', 'invite', 'reset')),
  -- An invite names who may use it and what they get, a reset the account, a setup link nothing.
  email text,
  list text,
  role text CONSTRAINT account_link_role CHECK (role IN ('reader', 'commenter', 'maintainer')),
  account_id uuid REFERENCES operational.account,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  CONSTRAINT account_link_names CHECK (
    (kind = 'invite') = (email IS NOT NULL) AND (kind = 'reset') = (account_id IS NOT NULL)
    AND (list IS NULL) = (role IS NULL))
);

CREATE TABLE operational.private_list (
  list text PRIMARY KEY
);

-- Counts of the running window of a key. Losing them in a crash costs nothing.
CREATE UNLOGGED TABLE operational.rate_count (
  key text PRIMARY KEY,
  count integer NOT NULL,
  until timestamptz(3) NOT NULL
);
CREATE INDEX rate_count_until ON operational.rate_count (until);

CREATE TABLE operational.audit (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT now(),
  action text NOT NULL,
  account_id uuid,
  -- session, token or none
  credential text NOT NULL,
  address text NOT NULL,
  list text,
  target text,
  detail jsonb NOT NULL
);
CREATE INDEX audit_account_id ON operational.audit (account_id, action, address);
CREATE FUNCTION operational.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% refused: the audit only grows', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON operational.audit
  FOR EACH STATEMENT EXECUTE FUNCTION operational.refuse_change();

-- What a reader sees who may not see every list: tables of the same names and columns with the rest left out. The page
-- reads come here by themselves (lib/store/prisma.ts) with the hidden lists in the setting `docket.hidden`; without
-- it, or when it is empty text, the cast fails and nothing is shown.
CREATE SCHEMA visible;

CREATE FUNCTION visible.hidden() RETURNS text[] STABLE LANGUAGE sql AS
  $$ SELECT current_setting('docket.hidden')::text[] $$;

CREATE FUNCTION visible.shown(lists text[], hidden text[]) RETURNS text[] IMMUTABLE LANGUAGE sql AS $$
  SELECT CASE WHEN lists && hidden
    THEN ARRAY(SELECT list FROM unnest(lists) WITH ORDINALITY AS part (list, n)
      WHERE list <> ALL (hidden) ORDER BY n)
    ELSE lists END
$$;

CREATE VIEW visible.message AS
  SELECT key, message_id, content_hash, body_hash, first_of_id,
    visible.shown(lists, (SELECT visible.hidden())) AS lists, from_name, from_email, to_mailboxes, cc_mailboxes,
    sent_at, received_at, subject, in_reply_to, reference_ids, body, facts, patch_id, reconstructed, match_key
  FROM derived.message WHERE NOT lists <@ (SELECT visible.hidden());

CREATE VIEW visible.message_problem AS
  SELECT p.* FROM derived.message_problem p WHERE EXISTS (SELECT FROM visible.message m WHERE m.key = p.message_key);

CREATE VIEW visible.message_search AS
  SELECT s.* FROM cache.message_search s WHERE EXISTS (SELECT FROM visible.message m WHERE m.key = s.message_key);

CREATE VIEW visible.raw_message AS
  SELECT r.* FROM ground.raw_message r WHERE EXISTS (SELECT FROM visible.message m WHERE m.key = r.key);

CREATE VIEW visible.listing AS
  SELECT l.* FROM ground.listing l WHERE l.list <> ALL ((SELECT visible.hidden())::text[]);

CREATE VIEW visible.removal AS SELECT * FROM ground.removal;
CREATE VIEW visible.mailmap AS SELECT * FROM ground.mailmap;

CREATE VIEW visible.judgement AS
  SELECT j.* FROM ground.judgement j WHERE EXISTS (
    SELECT FROM visible.message m WHERE m.message_id = j.anchor_message_id AND m.content_hash = j.anchor_content_hash);

CREATE VIEW visible.alias AS
  SELECT a.* FROM derived.alias a WHERE EXISTS (SELECT FROM visible.message m WHERE m.message_id = a.message_id);

-- Of a thread that has messages of a hidden list as well, everything is counted anew.
CREATE VIEW visible.thread AS
  SELECT t.id, CASE WHEN t.lists && h.lists THEN v.subject ELSE t.subject END AS subject,
    visible.shown(t.lists, h.lists) AS lists,
    CASE WHEN t.lists && h.lists THEN v.started_at ELSE t.started_at END AS started_at,
    CASE WHEN t.lists && h.lists THEN v.last_at ELSE t.last_at END AS last_at,
    CASE WHEN t.lists && h.lists THEN v.message_count ELSE t.message_count END AS message_count,
    CASE WHEN t.lists && h.lists THEN v.root_is_ghost ELSE t.root_is_ghost END AS root_is_ghost
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.thread t ON NOT t.lists <@ h.lists
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS message_count,
      coalesce(min(coalesce(m.sent_at, m.received_at)), t.started_at) AS started_at,
      coalesce(max(coalesce(m.sent_at, m.received_at)), t.started_at) AS last_at,
      (array_agg(m.subject ORDER BY n.position))[1] AS subject, min(n.position) <> 0 AS root_is_ghost
    FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key AND NOT m.lists <@ h.lists
    WHERE t.lists && h.lists AND n.thread_id = t.id
  ) v ON true
  WHERE NOT t.lists && h.lists OR v.message_count > 0;

-- A hidden message is a ghost where visible ones answer it, and not there where none does.
CREATE VIEW visible.thread_node AS
  SELECT n.thread_id, n.position, n.parent_position, n.depth, n.message_id,
    CASE WHEN NOT m.lists <@ h.lists THEN n.message_key END AS message_key
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.thread t ON NOT t.lists <@ h.lists
  JOIN derived.thread_node n ON n.thread_id = t.id
  LEFT JOIN derived.message m ON m.key = n.message_key
  WHERE NOT t.lists && h.lists OR NOT m.lists <@ h.lists OR EXISTS (
    SELECT FROM derived.thread_node below JOIN derived.message b ON b.key = below.message_key
    WHERE below.thread_id = n.thread_id AND below.position > n.position AND NOT b.lists <@ h.lists
      AND below.position < coalesce((
        SELECT min(next.position) FROM derived.thread_node next
        WHERE next.thread_id = n.thread_id AND next.position > n.position AND next.depth <= n.depth), 2147483647));

-- A series is seen by whoever sees its cover, else its first patch. What hidden messages did to its state is undone.
CREATE FUNCTION visible.seen(id text, hidden text[]) RETURNS boolean STABLE LANGUAGE sql AS $$
  SELECT EXISTS (SELECT FROM derived.message m WHERE m.message_id = id AND m.first_of_id AND NOT m.lists <@ hidden)
$$;

CREATE VIEW visible.series AS
  SELECT s.id, s.thread_id, s.name, s.chain_id, s.version, s.total, s.rfc, s.resend,
    CASE WHEN visible.seen(s.cover_id, h.lists) THEN s.cover_id END AS cover_id, s.author_name,
    s.author_email, visible.shown(s.lists, h.lists) AS lists, s.sent_at,
    CASE WHEN t.lists && h.lists THEN greatest(s.sent_at, v.last_at) ELSE s.moved_at END AS moved_at,
    CASE WHEN t.lists && h.lists THEN least(s.replies, v.replies) ELSE s.replies END AS replies, s.complete,
    CASE WHEN c.known THEN s.state ELSE 'new' END AS state,
    CASE WHEN c.known THEN s.state_rule ELSE 'no-answer' END AS state_rule,
    CASE WHEN c.known THEN s.state_because ELSE jsonb_build_object('messageId', s.id, 'start', 0, 'end', 0)
      END AS state_because,
    CASE WHEN c.known THEN s.turn ELSE 'reviewers' END AS turn,
    CASE WHEN c.known THEN s.turn_since ELSE s.sent_at END AS turn_since,
    CASE WHEN visible.seen(s.supersedes, h.lists) THEN s.supersedes END AS supersedes,
    CASE WHEN visible.seen(s.superseded_by, h.lists) THEN s.superseded_by END AS superseded_by,
    CASE WHEN visible.seen(s.follows, h.lists) THEN s.follows END AS follows
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.series s ON NOT s.lists <@ h.lists
  JOIN derived.thread t ON t.id = s.thread_id
  CROSS JOIN LATERAL (SELECT NOT EXISTS (
    SELECT FROM derived.message m WHERE m.message_id = s.state_because->>'messageId' AND m.first_of_id
      AND m.lists <@ h.lists) AS known) c
  LEFT JOIN LATERAL (
    SELECT max(coalesce(m.sent_at, m.received_at)) AS last_at, (count(*) FILTER (WHERE m.message_id <> s.id
      AND NOT EXISTS (SELECT FROM derived.patch p WHERE p.message_id = m.message_id)))::int AS replies
    FROM derived.thread_node n JOIN derived.message m ON m.key = n.message_key AND NOT m.lists <@ h.lists
    WHERE t.lists && h.lists AND n.thread_id = t.id) v ON true
  WHERE visible.seen(s.id, h.lists);

CREATE VIEW visible.patch AS
  SELECT p.series_id, p.n, CASE WHEN c.seen THEN p.message_id END AS message_id,
    CASE WHEN c.seen OR p.message_id IS NULL THEN p.name ELSE '' END AS name,
    CASE WHEN c.seen THEN p.patch_id END AS patch_id, p.carried,
    (SELECT coalesce(jsonb_agg(trailer ORDER BY n), '[]') FROM jsonb_array_elements(p.trailers) WITH ORDINALITY
      AS part (trailer, n) WHERE visible.seen(trailer->>'from', h.lists)) AS trailers
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.patch p ON visible.seen(p.series_id, h.lists)
  CROSS JOIN LATERAL (SELECT visible.seen(p.message_id, h.lists) AS seen) c;

CREATE VIEW visible.chain_link AS
  SELECT l.* FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.chain_link l ON visible.seen(l.earlier, h.lists) AND visible.seen(l.later, h.lists);

CREATE VIEW visible.series_key AS
  SELECT k.* FROM derived.series_key k WHERE EXISTS (SELECT FROM visible.thread t WHERE t.id = k.thread_id);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_app') THEN
    GRANT USAGE ON SCHEMA visible TO docket_app;
    GRANT SELECT ON ALL TABLES IN SCHEMA visible TO docket_app;
    ALTER DEFAULT PRIVILEGES IN SCHEMA visible GRANT SELECT ON TABLES TO docket_app;
    REVOKE UPDATE, DELETE ON operational.audit FROM docket_app;
  END IF;
END
$$;
