CREATE TABLE derived.pull_request (
  id text PRIMARY KEY,
  thread_id text NOT NULL,
  name text NOT NULL,
  author_name text NOT NULL,
  author_email text NOT NULL,
  lists text[] NOT NULL,
  sent_at timestamptz(3) NOT NULL,
  moved_at timestamptz(3) NOT NULL,
  replies integer NOT NULL,
  source text,
  state text NOT NULL,
  state_rule text NOT NULL,
  state_because jsonb NOT NULL
);
CREATE INDEX pull_request_thread_id ON derived.pull_request (thread_id);
CREATE INDEX pull_request_moved_at ON derived.pull_request (moved_at);
