-- Words of new messages wait in a list that every search reads to its end: 15 ms a search after an ingest of 3,327
-- messages, until autovacuum comes by. The worker merges them when it has nothing else to do. As the owner, because
-- PostgreSQL asks for that; it takes no arguments and merges what is there.
CREATE FUNCTION cache.merge_search() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  AS $$ SELECT gin_clean_pending_list('cache.message_search_text') $$;
REVOKE EXECUTE ON FUNCTION cache.merge_search() FROM PUBLIC;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'docket_app') THEN
    GRANT EXECUTE ON FUNCTION cache.merge_search() TO docket_app;
  END IF;
END $$;
