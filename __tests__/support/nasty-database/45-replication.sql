-- What sends rows away or fetches them. None of it updates: most tables here have no identity that an update needs.
CREATE PUBLICATION "all; tables" FOR ALL TABLES WITH (publish = 'insert, truncate', publish_via_partition_root = true);
CREATE PUBLICATION nothing_yet WITH (publish = 'insert');
COMMENT ON PUBLICATION nothing_yet IS 'on a publication';
-- Never connects: no slot, so that the database can be dropped again with what is in it.
CREATE SUBSCRIPTION "from; nowhere" CONNECTION 'host=127.0.0.1 port=1 dbname=nowhere user=nobody' PUBLICATION "it''s", "b; \."
  WITH (connect = false, slot_name = NONE, synchronous_commit = 'remote_apply');
COMMENT ON SUBSCRIPTION "from; nowhere" IS 'on a subscription';
