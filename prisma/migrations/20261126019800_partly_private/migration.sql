-- The same rows, asked from the side of designs: each step of a derivation asks for its few threads, and read all mail
-- for that, as no index is on the lists of mails. A list that becomes private is asked by the index on designs.
CREATE OR REPLACE VIEW operational.partly_private AS
  SELECT t.thread_id, m.lists
  FROM derived.design d
  JOIN derived.design_thread t ON t.design_id = d.id
  JOIN derived.thread_node n ON n.thread_id = t.thread_id
  JOIN derived.message m ON m.key = n.message_key
  WHERE d.lists && (SELECT array_agg(list) FROM operational.private_list)
    AND NOT d.lists <@ (SELECT array_agg(list) FROM operational.private_list)
    AND m.lists <@ (SELECT array_agg(list) FROM operational.private_list)
  UNION ALL
  SELECT t.thread_id, m.lists
  FROM derived.taken k
  JOIN derived.message m ON m.message_id = k.message_id
  JOIN derived.series s ON s.id = k.series_id
  JOIN derived.design_thread t ON t.thread_id = s.thread_id
  JOIN derived.design d ON d.id = t.design_id
  WHERE m.lists <@ (SELECT array_agg(list) FROM operational.private_list)
    AND NOT d.lists <@ (SELECT array_agg(list) FROM operational.private_list);
