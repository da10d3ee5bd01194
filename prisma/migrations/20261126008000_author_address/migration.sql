-- What waits for a person is on the home page of whoever is signed in and looked for by address: without these each
-- view read every message and every item of the archive (129 ms for the messages of 100,000). By hash: a hostile
-- address has any length, and an entry of a B-tree at most 8 kB.
CREATE INDEX message_author ON derived.message USING hash (lower(from_email));
CREATE INDEX item_author ON derived.item USING hash (lower(by_email));
