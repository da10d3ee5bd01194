-- The few messages whose Message-ID another one holds. With raw_message_first_of_id every message is found by its id
-- without a second index over all of them.
CREATE INDEX raw_message_other_of_id ON ground.raw_message (message_id) WHERE NOT first_of_id;
