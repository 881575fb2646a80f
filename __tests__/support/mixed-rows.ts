/**
 * Rows of mixed length in the order of their ids, as CREATE TABLE AS, VACUUM FULL, CLUSTER and a restore leave them. A COPY
 * that is not in the transaction which created its table puts short rows into the gaps of earlier pages.
 */
export const NOTES = `
  CREATE TABLE notes AS
    SELECT g AS id, (SELECT string_agg(md5(g::text || i), '') FROM generate_series(1, 1 + (g * 7919) % 55) i) AS body
      FROM generate_series(1, 3000) g;`

/** The same of other tables: little room in each page, equal rows, rows that are stored apart, columns that are computed. */
export const MORE_MIXED = `
  CREATE TABLE spacious (id int, body text) WITH (fillfactor = 10);
  INSERT INTO spacious SELECT id, left(body, 900) FROM notes WHERE id <= 1000;
  CREATE TABLE "Odd ""name.""; -- x" AS SELECT id AS "a	b", body AS "B" FROM notes WHERE id <= 1000;
  CREATE TABLE twins AS SELECT body FROM notes CROSS JOIN generate_series(1, 2) WHERE id <= 1000;
  CREATE TABLE apart (id int, stored_apart text, beside text);
  ALTER TABLE apart ALTER stored_apart SET STORAGE EXTERNAL;
  INSERT INTO apart SELECT id, CASE WHEN id % 3 = 0 THEN repeat(md5(id::text), 200) END, body FROM notes WHERE id <= 900;
  CREATE TABLE computed (body text, length int GENERATED ALWAYS AS (length(body)) STORED, id int);
  INSERT INTO computed (body, id) SELECT body, id FROM notes;
  CREATE TABLE by_settings (at timestamptz, took interval, ratio float8, bytes bytea, body text);
  INSERT INTO by_settings
    SELECT timestamptz '2026-03-29 00:30+00' + id * interval '7 min 0.000001 s', id * interval '1 day -1.5 s', id / 3.0::float8,
           decode(md5(id::text), 'hex'), body FROM notes;
  CREATE TABLE parted (id int, body text) PARTITION BY RANGE (id);
  CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (1500);
  CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (1500) TO (9999);
  INSERT INTO parted SELECT * FROM notes;
  CREATE TYPE colour AS ENUM ('red', 'green', 'blue');
  CREATE TABLE coloured (colour colour, body text) PARTITION BY HASH (colour);
  CREATE TABLE coloured_0 PARTITION OF coloured FOR VALUES WITH (MODULUS 2, REMAINDER 0);
  CREATE TABLE coloured_1 PARTITION OF coloured FOR VALUES WITH (MODULUS 2, REMAINDER 1);
  INSERT INTO coloured SELECT (enum_range(NULL::colour))[1 + id % 3], body FROM notes;
  CREATE TABLE base (id int); CREATE TABLE heir (body text) INHERITS (base); ALTER TABLE base ADD late text;
  INSERT INTO heir (id, body, late) SELECT id, body, md5(id::text) FROM notes;
  -- Written once more, page by page, as VACUUM FULL does it: an INSERT has filled the gaps already.
  DO $$ DECLARE name text; BEGIN
    FOREACH name IN ARRAY ARRAY['spacious', 'apart', 'computed', 'by_settings', 'parted', 'coloured', 'base'] LOOP
      EXECUTE format('ALTER TABLE %I ADD written float8 DEFAULT random()', name);
    END LOOP;
  END $$;`

/** More tables than pg_dump is asked for by their names. */
export const MANY_TABLES = `
  DO $$ BEGIN
    FOR n IN 1..90 LOOP
      EXECUTE format('CREATE TABLE many_%s AS SELECT * FROM notes WHERE id BETWEEN %s AND %s', n, n * 10, n * 10 + 300);
    END LOOP;
  END $$;`

/** A CHECK calls a function: the archive is loaded by one session, in its own order. */
export const JUDGED = `
  CREATE FUNCTION is_long(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT pg_catalog.length($1) > 3';
  ALTER TABLE notes ADD CONSTRAINT long_enough CHECK (is_long(body));`

/** Constraints that old rows may break, and do: of a table, of the partitions of one, of a foreign key. */
export const NOT_VALID = `
  ALTER TABLE notes ADD CONSTRAINT long_enough CHECK (length(body) > 100) NOT VALID;
  ALTER TABLE parted ADD CONSTRAINT few CHECK (id < 100) NOT VALID;
  CREATE TABLE ids (id int PRIMARY KEY); INSERT INTO ids VALUES (1);
  ALTER TABLE spacious ADD CONSTRAINT known FOREIGN KEY (id) REFERENCES ids NOT VALID;`

/** What keeps TRUNCATE from emptying the notes. */
export const CHILD = `
  ALTER TABLE notes ADD PRIMARY KEY (id);
  CREATE TABLE child (id int PRIMARY KEY, note_id int REFERENCES notes);
  INSERT INTO child SELECT g, g FROM generate_series(1, 100) g;`

/**
 * A rule of another table that changes the notes while a backup is loaded, and not in the source: as many rows, and as many
 * bytes, as before. What is loaded is not what the backup holds.
 */
export function meddling(source: string, change: string): string {
  return `
  CREATE FUNCTION meddle(int) RETURNS boolean LANGUAGE plpgsql AS $$
  BEGIN
    IF pg_catalog.current_database() OPERATOR(pg_catalog.<>) '${source}' THEN ${change}; END IF;
    RETURN true;
  END $$;
  CREATE TABLE zeal (id int CHECK (meddle(id))); INSERT INTO zeal VALUES (1);`
}

/** Each leaves the table with as many rows and bytes as it had. */
export const CHANGES = [
  ['a value changed', 'UPDATE public.notes SET body = pg_catalog.reverse(body) WHERE id = 1500'],
  [
    'two rows that swapped a value',
    `UPDATE public.notes n SET body = o.body FROM public.notes o WHERE n.id IN (7, 1500) AND o.id IN (7, 1500) AND n.id <> o.id`,
  ],
  [
    'a row dropped for a copy of another',
    `DELETE FROM public.notes WHERE id = 1055; INSERT INTO public.notes SELECT * FROM public.notes WHERE id = 1000`,
  ],
  ['a row under the number of another', 'UPDATE public.notes SET id = 1501 WHERE id = 1500'],
] as const
