-- What accounts want to be told, and what they were told. See prisma/schema/letters.prisma, docs/feeds.md says why.
CREATE TABLE operational.account_wish (
  account_id uuid PRIMARY KEY REFERENCES operational.account,
  digest text NOT NULL DEFAULT 'off' CONSTRAINT account_wish_digest CHECK (digest IN ('off', 'mine', 'all')),
  digest_list text,
  digest_since timestamptz(3),
  notify boolean NOT NULL DEFAULT false,
  notify_since timestamptz(3),
  CONSTRAINT account_wish_since CHECK (
    (digest = 'off') = (digest_since IS NULL) AND notify = (notify_since IS NOT NULL))
);

CREATE TABLE operational.notification (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES operational.account,
  kind text NOT NULL CONSTRAINT notification_kind CHECK (kind IN ('mention', 'answer', 'turn', 'points')),
  -- SHA-256 of what caused it: the same cause never tells an account twice, however often it is derived.
  cause text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  read_at timestamptz(3),
  mailed_at timestamptz(3),
  CONSTRAINT notification_once UNIQUE (account_id, cause)
);
CREATE INDEX notification_account_id ON operational.notification (account_id, created_at DESC);
CREATE INDEX notification_unread ON operational.notification (account_id) WHERE read_at IS NULL;

CREATE TABLE operational.letter (
  id uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES operational.account,
  kind text NOT NULL CONSTRAINT letter_kind CHECK (kind IN ('digest', 'notifications')),
  -- The day of a digest, the first notification of a letter with those.
  cause text NOT NULL,
  unsubscribe_hash text NOT NULL UNIQUE,
  -- `sending` is said before the mail goes out: who finds it later does not know whether it did, and leaves it.
  state text NOT NULL CONSTRAINT letter_state CHECK (state IN ('sending', 'sent', 'empty', 'refused', 'unknown')),
  attempts integer NOT NULL DEFAULT 1,
  claimed_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT letter_once UNIQUE (account_id, kind, cause)
);
CREATE INDEX letter_claimed_at ON operational.letter (claimed_at);
