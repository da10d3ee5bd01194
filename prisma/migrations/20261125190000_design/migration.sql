-- What was said: moves, options and designs; see prisma/schema/design.prisma and docs/items.md.
CREATE TABLE derived.design (
  id text PRIMARY KEY,
  name text NOT NULL,
  lists text[] NOT NULL,
  thread_ids text[] NOT NULL,
  series_ids text[] NOT NULL,
  started_at timestamptz(3) NOT NULL,
  last_at timestamptz(3) NOT NULL
);
CREATE INDEX design_last_at ON derived.design (last_at);
CREATE INDEX design_lists ON derived.design USING gin (lists);

CREATE TABLE derived.design_thread (
  thread_id text PRIMARY KEY,
  design_id text NOT NULL
);
CREATE INDEX design_thread_design_id ON derived.design_thread (design_id);

CREATE TABLE derived.item (
  id text PRIMARY KEY,
  design_id text NOT NULL,
  thread_id text NOT NULL,
  message_id text NOT NULL,
  kind text NOT NULL,
  span_start integer NOT NULL,
  span_end integer NOT NULL,
  quote text NOT NULL,
  by_name text NOT NULL,
  by_email text NOT NULL,
  at timestamptz(3) NOT NULL,
  title text NOT NULL,
  confidence float8 NOT NULL,
  certain boolean NOT NULL,
  blocking boolean NOT NULL,
  origin text,
  owner text,
  status text,
  option_id text,
  targets jsonb NOT NULL,
  events jsonb NOT NULL,
  reasons jsonb NOT NULL
);
CREATE INDEX item_design_id ON derived.item (design_id);
CREATE INDEX item_thread_id ON derived.item (thread_id);
CREATE INDEX item_message_id ON derived.item (message_id);
CREATE INDEX item_kind_status ON derived.item (kind, status);

CREATE TABLE derived.option (
  id text PRIMARY KEY,
  design_id text NOT NULL,
  title text NOT NULL,
  status text NOT NULL,
  mentions text[] NOT NULL
);
CREATE INDEX option_design_id ON derived.option (design_id);

-- What covers and first patches name of other messages: threads that tell of a design without belonging to it.
CREATE TABLE derived.series_citation (
  series_id text NOT NULL,
  message_id text NOT NULL,
  thread_id text NOT NULL,
  PRIMARY KEY (series_id, message_id)
);
CREATE INDEX series_citation_message_id ON derived.series_citation (message_id);
CREATE INDEX series_citation_thread_id ON derived.series_citation (thread_id);

-- Threads that were derived anew and whose designs were not yet.
CREATE TABLE operational.undesigned (
  thread_id text PRIMARY KEY
);
INSERT INTO operational.undesigned SELECT id FROM derived.thread;

-- Of a design with messages of a hidden list, what these did is undone.
CREATE VIEW visible.design AS
  SELECT d.id, d.name, visible.shown(d.lists, h.lists) AS lists, d.thread_ids, d.series_ids, d.started_at, d.last_at
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h JOIN derived.design d ON NOT d.lists <@ h.lists;

CREATE VIEW visible.design_thread AS
  SELECT t.* FROM derived.design_thread t WHERE EXISTS (SELECT FROM visible.thread v WHERE v.id = t.thread_id);

CREATE VIEW visible.series_citation AS
  SELECT c.* FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.series_citation c ON visible.seen(c.series_id, h.lists);

CREATE VIEW visible.item AS
  SELECT i.id, i.design_id, i.thread_id, i.message_id, i.kind, i.span_start, i.span_end, i.quote, i.by_name, i.by_email,
    i.at, i.title, i.confidence, i.certain, i.blocking, i.origin, i.owner,
    CASE WHEN NOT d.lists && h.lists OR i.status IS NULL THEN i.status
      ELSE coalesce((v.events -> -1) ->> 'status', 'open') END AS status,
    CASE WHEN NOT d.lists && h.lists OR visible.seen(split_part(i.option_id, '#', 1), h.lists)
      THEN i.option_id END AS option_id,
    CASE WHEN d.lists && h.lists THEN v.targets ELSE i.targets END AS targets,
    CASE WHEN d.lists && h.lists THEN v.events ELSE i.events END AS events, i.reasons
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.item i ON visible.seen(i.message_id, h.lists)
  JOIN derived.design d ON d.id = i.design_id
  LEFT JOIN LATERAL (
    SELECT (SELECT coalesce(jsonb_agg(part ORDER BY n), '[]') FROM jsonb_array_elements(i.events) WITH ORDINALITY
        AS e (part, n) WHERE visible.seen(part -> 'because' ->> 'messageId', h.lists)) AS events,
      (SELECT coalesce(jsonb_agg(part ORDER BY n), '[]') FROM jsonb_array_elements(i.targets) WITH ORDINALITY
        AS e (part, n) WHERE visible.seen(split_part(part ->> 'id', '#', 1), h.lists)) AS targets
    WHERE d.lists && h.lists) v ON true;

CREATE VIEW visible.option AS
  SELECT o.id, o.design_id, o.title, CASE WHEN d.lists && h.lists THEN 'open' ELSE o.status END AS status,
    CASE WHEN d.lists && h.lists THEN ARRAY(
      SELECT part FROM unnest(o.mentions) WITH ORDINALITY AS m (part, n)
      WHERE visible.seen(split_part(part, '#', 1), h.lists) ORDER BY n)
    ELSE o.mentions END AS mentions
  FROM (SELECT visible.hidden() AS lists OFFSET 0) h
  JOIN derived.option o ON visible.seen(split_part(o.id, '#', 1), h.lists)
  JOIN derived.design d ON d.id = o.design_id;
