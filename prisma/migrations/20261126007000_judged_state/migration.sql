-- What designs, series and items are after what people said about them (docs/judgements.md), of the designs about which
-- somebody said something: series and items only where that is another thing than mails say. A row is as somebody sees
-- it from whom the lists `without` (with spaces between) are kept and the lists `shown` are not.
CREATE TABLE derived.judged_design (
  id text NOT NULL,
  without text NOT NULL,
  shown text[] NOT NULL,
  thread_ids text[] NOT NULL,
  name text NOT NULL,
  lists text[] NOT NULL,
  started_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL,
  version integer,
  rfc boolean,
  state text,
  moved_at timestamptz(3),
  turn text,
  turn_since timestamptz(3),
  versions integer NOT NULL,
  objections integer NOT NULL,
  blocking integer NOT NULL,
  questions integer NOT NULL,
  actions integer NOT NULL,
  PRIMARY KEY (id, without)
);
CREATE INDEX judged_design_thread_ids ON derived.judged_design USING gin (thread_ids);

CREATE TABLE derived.judged_series (
  id text NOT NULL,
  without text NOT NULL,
  shown text[] NOT NULL,
  judged_id text NOT NULL,
  chain_id text NOT NULL,
  state text NOT NULL,
  state_rule text NOT NULL,
  state_because jsonb NOT NULL,
  turn text NOT NULL,
  turn_since timestamptz(3) NOT NULL,
  supersedes text,
  superseded_by text,
  follows text,
  PRIMARY KEY (id, without)
);
CREATE INDEX judged_series_judged_id ON derived.judged_series (judged_id);
CREATE INDEX judged_series_chain_id ON derived.judged_series (chain_id);

-- `gone`: of this id there is no item any more; all else is null then.
CREATE TABLE derived.judged_item (
  id text NOT NULL,
  without text NOT NULL,
  shown text[] NOT NULL,
  judged_id text NOT NULL,
  gone boolean NOT NULL,
  design_id text,
  thread_id text,
  message_id text,
  kind text,
  span_start integer,
  span_end integer,
  quote text,
  by_name text,
  by_email text,
  at timestamptz(3),
  title text,
  confidence double precision,
  certain boolean,
  blocking boolean,
  origin text,
  owner text,
  status text,
  targets jsonb,
  evidence jsonb,
  PRIMARY KEY (id, without)
);
CREATE INDEX judged_item_judged_id ON derived.judged_item (judged_id);
CREATE INDEX judged_item_message_id ON derived.judged_item (message_id);

-- Threads whose designs are to be judged again. A thread may be noted again while that is done, so notes have numbers.
CREATE TABLE operational.unjudged (
  id bigserial PRIMARY KEY,
  thread_id text NOT NULL
);
CREATE INDEX unjudged_thread_id ON operational.unjudged (thread_id);

-- What pages read: the one state there is, of mails where nobody said anything.
CREATE VIEW derived.design_now AS
  SELECT id, thread_ids, name, lists, started_at, last_at, version, rfc, state, moved_at, turn, turn_since, versions,
    objections, blocking, questions, actions
  FROM derived.judged_design WHERE without = '';

CREATE VIEW derived.series_now AS
  SELECT s.id, s.thread_id, s.name, s.version, s.total, s.rfc, s.resend, s.cover_id, s.author_name, s.author_email,
    s.lists, s.sent_at, s.moved_at, s.replies, s.complete, j.id IS NOT NULL AS is_judged,
    CASE WHEN j.id IS NULL THEN s.chain_id ELSE j.chain_id END AS chain_id,
    CASE WHEN j.id IS NULL THEN s.state ELSE j.state END AS state,
    CASE WHEN j.id IS NULL THEN s.state_rule ELSE j.state_rule END AS state_rule,
    CASE WHEN j.id IS NULL THEN s.state_because ELSE j.state_because END AS state_because,
    CASE WHEN j.id IS NULL THEN s.turn ELSE j.turn END AS turn,
    CASE WHEN j.id IS NULL THEN s.turn_since ELSE j.turn_since END AS turn_since,
    CASE WHEN j.id IS NULL THEN s.supersedes ELSE j.supersedes END AS supersedes,
    CASE WHEN j.id IS NULL THEN s.superseded_by ELSE j.superseded_by END AS superseded_by,
    CASE WHEN j.id IS NULL THEN s.follows ELSE j.follows END AS follows
  FROM derived.series s LEFT JOIN derived.judged_series j ON j.id = s.id AND j.without = '';

CREATE VIEW derived.item_now AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at, i.title, i.confidence, i.certain, i.blocking, i.origin, i.owner, i.status, i.targets, '[]'::jsonb AS evidence
  FROM derived.item i
  WHERE NOT EXISTS (SELECT FROM derived.judged_item j WHERE j.id = i.id AND j.without = '')
  UNION ALL
  SELECT id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name, by_email, at, title,
    confidence, certain, blocking, origin, owner, status, targets, evidence
  FROM derived.judged_item WHERE without = '' AND NOT gone;

-- For readers who may not see every list: of each row the one that was made for what they see. Where there is none yet,
-- what mails say.
CREATE VIEW visible.judged_design AS
  SELECT j.* FROM derived.judged_design j
  WHERE string_to_array(j.without, ' ') <@ (SELECT visible.hidden()) AND NOT j.shown && (SELECT visible.hidden());

CREATE VIEW visible.judged_series AS
  SELECT j.* FROM derived.judged_series j
  WHERE string_to_array(j.without, ' ') <@ (SELECT visible.hidden()) AND NOT j.shown && (SELECT visible.hidden());

CREATE VIEW visible.judged_item AS
  SELECT j.* FROM derived.judged_item j
  WHERE string_to_array(j.without, ' ') <@ (SELECT visible.hidden()) AND NOT j.shown && (SELECT visible.hidden());

CREATE VIEW visible.design_now AS
  SELECT id, thread_ids, name, lists, started_at, last_at, version, rfc, state, moved_at, turn, turn_since, versions,
    objections, blocking, questions, actions
  FROM visible.judged_design;

CREATE VIEW visible.series_now AS
  SELECT s.id, s.thread_id, s.name, s.version, s.total, s.rfc, s.resend, s.cover_id, s.author_name, s.author_email,
    s.lists, s.sent_at, s.moved_at, s.replies, s.complete, j.id IS NOT NULL AS is_judged,
    CASE WHEN j.id IS NULL THEN s.chain_id ELSE j.chain_id END AS chain_id,
    CASE WHEN j.id IS NULL THEN s.state ELSE j.state END AS state,
    CASE WHEN j.id IS NULL THEN s.state_rule ELSE j.state_rule END AS state_rule,
    CASE WHEN j.id IS NULL THEN s.state_because ELSE j.state_because END AS state_because,
    CASE WHEN j.id IS NULL THEN s.turn ELSE j.turn END AS turn,
    CASE WHEN j.id IS NULL THEN s.turn_since ELSE j.turn_since END AS turn_since,
    CASE WHEN j.id IS NULL THEN s.supersedes ELSE j.supersedes END AS supersedes,
    CASE WHEN j.id IS NULL THEN s.superseded_by ELSE j.superseded_by END AS superseded_by,
    CASE WHEN j.id IS NULL THEN s.follows ELSE j.follows END AS follows
  FROM visible.series s LEFT JOIN visible.judged_series j ON j.id = s.id;

CREATE VIEW visible.item_now AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at, i.title, i.confidence, i.certain, i.blocking, i.origin, i.owner, i.status, i.targets, '[]'::jsonb AS evidence
  FROM visible.item i WHERE NOT EXISTS (SELECT FROM visible.judged_item j WHERE j.id = i.id)
  UNION ALL
  SELECT id, design_id, thread_id, message_id, kind, span_start, span_end, quote, by_name, by_email, at, title,
    confidence, certain, blocking, origin, owner, status, targets, evidence
  FROM visible.judged_item WHERE NOT gone;

-- What was said so far is taken up by the worker.
INSERT INTO operational.unjudged (thread_id)
  SELECT DISTINCT n.thread_id FROM ground.judgement j JOIN derived.thread_node n ON n.message_id = ANY(j.message_ids);
