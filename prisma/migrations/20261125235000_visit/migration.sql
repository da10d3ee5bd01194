-- When an account last looked at its home page: what changed since is told there. See prisma/schema/visit.prisma.
CREATE TABLE operational.visit (
  account_id uuid PRIMARY KEY REFERENCES operational.account,
  since timestamptz(3),
  last_at timestamptz(3) NOT NULL
);
