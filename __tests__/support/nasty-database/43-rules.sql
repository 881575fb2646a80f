-- What runs by itself: rules, triggers, event triggers, and views that need each other.
CREATE SCHEMA rules;
SET search_path = rules, public;

CREATE TABLE notes (id int PRIMARY KEY, v text, at timestamptz);
CREATE TABLE heard (what text);
CREATE RULE "also; say" AS ON DELETE TO notes DO ALSO NOTIFY "channel; \.";
CREATE RULE nothing AS ON DELETE TO notes WHERE OLD.id < 0 DO INSTEAD NOTHING;
CREATE RULE twice AS ON INSERT TO notes WHERE NEW.id > 1000 DO ALSO (INSERT INTO heard VALUES (E'it''s; \\.'); UPDATE heard SET what = NEW.v WHERE what = 'never');
ALTER TABLE notes DISABLE RULE nothing;
ALTER TABLE notes ENABLE ALWAYS RULE twice;
COMMENT ON RULE nothing ON notes IS 'on a rule';
-- Each needs the other, by rules: nobody can read them, and a dump has to make them in two steps.
CREATE VIEW one AS SELECT 1 AS n, NULL::text AS v;
CREATE VIEW two AS SELECT n, v FROM one;
CREATE OR REPLACE VIEW one AS SELECT n, v FROM two WHERE n > 1;
CREATE VIEW with_default AS SELECT id, v FROM notes;
ALTER VIEW with_default ALTER v SET DEFAULT E'of the view\\.';
COMMENT ON COLUMN with_default.v IS 'on a view''s column';

CREATE FUNCTION hear() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF TG_NARGS > 0 THEN INSERT INTO rules.heard VALUES (TG_ARGV[0]); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER "with; arguments" BEFORE INSERT OR UPDATE OF v, at ON notes FOR EACH ROW WHEN (NEW.v <> '; \.')
  EXECUTE FUNCTION hear('it''s', E'back\\slash', '', 'two
lines', '😀');
CREATE CONSTRAINT TRIGGER "late; check" AFTER DELETE ON notes FROM heard DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hear();
CREATE TRIGGER on_view INSTEAD OF INSERT OR DELETE ON with_default FOR EACH ROW EXECUTE FUNCTION hear();
CREATE TRIGGER on_truncate BEFORE TRUNCATE ON notes EXECUTE FUNCTION hear();
CREATE TRIGGER replica_only AFTER INSERT ON notes FOR EACH ROW EXECUTE FUNCTION hear();
ALTER TABLE notes ENABLE REPLICA TRIGGER replica_only;
ALTER TABLE notes DISABLE TRIGGER on_truncate;
COMMENT ON TRIGGER on_truncate ON notes IS 'on a trigger';
INSERT INTO notes VALUES (1, 'a', '2024-01-01 00:00+00'), (2, NULL, NULL);
-- Its copies on the partitions, one of which is off.
CREATE TABLE parted (id int, v text) PARTITION BY LIST (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE parted_rest PARTITION OF parted DEFAULT;
CREATE TRIGGER on_each AFTER INSERT ON parted FOR EACH ROW EXECUTE FUNCTION hear('each');
ALTER TABLE parted_rest DISABLE TRIGGER on_each;
INSERT INTO parted VALUES (1, 'a'), (2, 'b');

CREATE FUNCTION noticed() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM tg_event; END $$;
CREATE EVENT TRIGGER "off; event" ON sql_drop EXECUTE FUNCTION noticed();
ALTER EVENT TRIGGER "off; event" DISABLE;
CREATE EVENT TRIGGER always_event ON table_rewrite EXECUTE FUNCTION noticed();
ALTER EVENT TRIGGER always_event ENABLE ALWAYS;

CREATE MATERIALIZED VIEW base AS SELECT n AS id, 'row ' || n AS v FROM generate_series(1, 10) n;
CREATE MATERIALIZED VIEW middle WITH (fillfactor = 80) AS SELECT b.id, o.v FROM base b LEFT JOIN notes o USING (id);
CREATE VIEW between AS SELECT id, count(*) FROM middle GROUP BY id;
CREATE MATERIALIZED VIEW top AS SELECT b.id FROM base b JOIN between USING (id) WHERE b.id > (SELECT avg(id) FROM middle);
CREATE UNIQUE INDEX base_id ON base (id);
ALTER MATERIALIZED VIEW base CLUSTER ON base_id;
COMMENT ON VIEW between IS 'on a view between';
RESET search_path;
