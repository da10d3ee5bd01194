-- The words of a message are now found by lib/search, not by to_tsvector: rows made by that are of no use. They are
-- made anew by `docket derive`, which is due with this version.
TRUNCATE cache.message_search;
-- Not compressed any more: that took a fifth of the server's time of an ingest (0.24 of 1.33 s of CPU for 3,325
-- messages). Rows that are there stay as they are until they are derived anew.
ALTER TABLE cache.message_search ALTER text SET STORAGE EXTERNAL;
ALTER TABLE derived.message ALTER body SET STORAGE EXTERNAL;
