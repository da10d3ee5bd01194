-- A thread of which no series could be derived has the reason here, and its mails as ever (docs/derive.md). Errors may
-- quote mail, of other threads too, so who does not see every list sees only that there is one.
CREATE TABLE derived.thread_failure (
  thread_id text PRIMARY KEY,
  failure text NOT NULL
);
CREATE VIEW visible.thread_failure AS
  SELECT f.thread_id, CASE WHEN cardinality((SELECT visible.hidden())) > 0 THEN '' ELSE f.failure END AS failure
  FROM derived.thread_failure f JOIN derived.thread t ON t.id = f.thread_id
  WHERE NOT t.lists <@ (SELECT visible.hidden());
