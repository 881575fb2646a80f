import { createDatabase, type SqlServer } from './sql-folder.ts'

/** Who owns the planted database: a role that may log in, and nothing else. */
const APP = 'planter'

/** What the code does wherever it runs. What it got is kept where a backup has nothing: in the comment on the database. */
const TRIES = [
  `COPY (SELECT 1) TO PROGRAM 'touch /tmp/pg-backup-action-planted'`,
  `COPY (SELECT 1) TO '/tmp/pg-backup-action-planted'`,
  `SELECT pg_catalog.pg_read_file('/proc/self/environ')`,
  `SELECT pg_catalog.pg_ls_dir('/')`,
  `SELECT pg_catalog.lo_import('/etc/passwd')`,
  `DO $try$ BEGIN EXECUTE pg_catalog.format('ALTER ROLE %I SUPERUSER', session_user); END $try$`,
  'CREATE ROLE planted_superuser SUPERUSER LOGIN',
  `DO $try$ BEGIN EXECUTE pg_catalog.format('GRANT pg_execute_server_program TO %I', session_user); END $try$`,
  'SET LOCAL SESSION AUTHORIZATION postgres',
  'SET LOCAL ROLE postgres',
  `ALTER SYSTEM SET archive_command = 'touch /tmp/pg-backup-action-planted'`,
  `SET LOCAL session_preload_libraries = 'dblink'`,
  `CREATE FUNCTION pg_temp.c() RETURNS void LANGUAGE c AS 'libc.so.6', 'abort'`,
  `CREATE FUNCTION pg_temp.i(oid, text) RETURNS int LANGUAGE internal AS 'be_lo_export'`,
  `UPDATE pg_catalog.pg_authid SET rolsuper = true WHERE rolname = session_user`,
  `SELECT passwd FROM pg_catalog.pg_shadow`,
  `CREATE EVENT TRIGGER planted ON ddl_command_start EXECUTE FUNCTION spy.at_event()`,
  `SELECT public.dblink_exec('user=postgres dbname=postgres', 'CREATE ROLE planted_superuser SUPERUSER')`,
  `SELECT public.dblink_connect_u('planted', 'user=postgres dbname=postgres')`,
]

const CODE = `
  CREATE SCHEMA spy;
  CREATE FUNCTION spy.look(place text) RETURNS int LANGUAGE plpgsql VOLATILE AS $look$
    DECLARE
      got text := ''; attempt text; number int := 0;
      before text := pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database();
    BEGIN
      IF pg_catalog.current_database() = 'planted' THEN RETURN 1; END IF;
      IF pg_catalog.current_setting('is_superuser') = 'on' OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user)
        OR (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN got := ' SUPERUSER'; END IF;
      BEGIN
        RESET SESSION AUTHORIZATION; RESET ROLE;
        IF pg_catalog.current_setting('is_superuser') = 'on' THEN got := got || ' RESET'; END IF;
      EXCEPTION WHEN OTHERS THEN NULL; END;
      FOREACH attempt IN ARRAY ARRAY[${TRIES.map(each => `$try0$${each}$try0$`).join(', ')}] LOOP
        number := number + 1;
        BEGIN
          EXECUTE attempt;
          RAISE 'undo' USING ERRCODE = 'ZZ001';
        EXCEPTION WHEN SQLSTATE 'ZZ001' THEN got := got || ' TRY' || number; WHEN OTHERS THEN NULL; END;
      END LOOP;
      IF before IS NULL OR pg_catalog.strpos(before, '[' || place || got || ']') = 0 THEN
        BEGIN
          EXECUTE pg_catalog.format('COMMENT ON DATABASE %I IS %L', pg_catalog.current_database(), COALESCE(before, '') || '[' || place || got || ']');
        EXCEPTION WHEN read_only_sql_transaction THEN NULL; END;
      END IF;
      RETURN 1;
    END $look$;
  -- What is IMMUTABLE may change nothing itself, and may call what does.
  CREATE FUNCTION spy.quietly(place text, value int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS
    $$ BEGIN PERFORM spy.look(place); RETURN value; END $$;
  CREATE FUNCTION spy.definer(value int) RETURNS int LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER AS
    $$ BEGIN PERFORM spy.look('definer'); RETURN value; END $$;
  CREATE FUNCTION spy.at_row() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM spy.look('trigger'); RETURN NEW; END $$;
  CREATE FUNCTION spy.at_event() RETURNS event_trigger LANGUAGE plpgsql AS
    $$ BEGIN
      -- What it tries is an event again.
      IF current_setting('spy.busy', true) = 'on' THEN RETURN; END IF;
      PERFORM set_config('spy.busy', 'on', false);
      PERFORM spy.look('event');
      PERFORM set_config('spy.busy', '', false);
    END $$;
  CREATE FUNCTION spy.same(oid, regclass) RETURNS bool LANGUAGE plpgsql IMMUTABLE COST 0.0001 AS
    $$ BEGIN
      IF current_setting('spy.compared', true) IS DISTINCT FROM 'yes' THEN
        PERFORM set_config('spy.compared', 'yes', false);
        PERFORM spy.look('operator');
      END IF;
      RETURN $1 OPERATOR(pg_catalog.=) $2::oid; END $$;
  CREATE OPERATOR public.= (FUNCTION = spy.same, LEFTARG = oid, RIGHTARG = regclass);
  CREATE FUNCTION public.format(text, name, name) RETURNS text LANGUAGE plpgsql IMMUTABLE AS
    $$ BEGIN PERFORM spy.look('overload'); RETURN pg_catalog.format($1, $2, $3); END $$;
  CREATE DOMAIN spy.watched AS int CHECK (spy.quietly('domain', VALUE) IS NOT NULL);
  CREATE TYPE spy.pair AS (a int, b int);
  CREATE FUNCTION spy.pair_of(text) RETURNS spy.pair LANGUAGE sql IMMUTABLE AS $$ SELECT ROW(spy.quietly('cast', 1), 2)::spy.pair $$;
  CREATE CAST (text AS spy.pair) WITH FUNCTION spy.pair_of(text) AS ASSIGNMENT;
  CREATE TABLE public.rows (id int PRIMARY KEY, w spy.watched, n int DEFAULT spy.look('default'),
    g int GENERATED ALWAYS AS (spy.quietly('generated', id)) STORED, CHECK (spy.quietly('check', id) > 0));
  CREATE TABLE public.parted (id int) PARTITION BY RANGE (spy.quietly('partition', id));
  CREATE TABLE public.parted_1 PARTITION OF public.parted FOR VALUES FROM (spy.quietly('bound', 0)) TO (100);
  CREATE TABLE public.ruled (id int);
  CREATE RULE watched AS ON INSERT TO public.ruled DO ALSO SELECT spy.look('rule');
  INSERT INTO public.rows (id, w) VALUES (1, 1), (2, 2);
  INSERT INTO public.parted VALUES (1), (2);
  INSERT INTO public.ruled VALUES (1);
  ALTER TABLE public.rows ENABLE ROW LEVEL SECURITY;
  ALTER TABLE public.rows FORCE ROW LEVEL SECURITY;
  CREATE POLICY watched ON public.rows USING (spy.look('policy') > 0);
  CREATE TRIGGER watched BEFORE INSERT OR UPDATE ON public.rows FOR EACH ROW EXECUTE FUNCTION spy.at_row();
  ALTER TABLE public.rows ENABLE ALWAYS TRIGGER watched;
  CREATE INDEX by_expression ON public.rows (spy.quietly('index', id));
  CREATE INDEX by_predicate ON public.rows (id) WHERE spy.quietly('predicate', id) > 0;
  CREATE INDEX by_definer ON public.rows (spy.definer(id));
  CREATE STATISTICS public.watched ON spy.quietly('statistics', id), id FROM public.ruled;
  CREATE VIEW public.viewed AS SELECT spy.look('view') AS n;
  CREATE AGGREGATE spy.total(int) (SFUNC = int4pl, STYPE = int, FINALFUNC = spy.definer);
  CREATE MATERIALIZED VIEW public.filled AS SELECT spy.look('materialized view') AS n;
  CREATE MATERIALIZED VIEW public.totalled AS SELECT spy.total(id) AS n FROM public.ruled;`

/** Where the code runs when the backup is loaded, by any role. */
export const PLACES = [
  'domain',
  'generated',
  'check',
  'partition',
  'index',
  'predicate',
  'definer',
  'materialized view',
]

/**
 * Creates the database `planted`, which belongs to a role without any rights beyond it, and in which that role has planted code wherever
 * a restore may run some, elsewhere than there; and for which a superuser has made event triggers of the role's functions.
 */
export async function plantCode(server: SqlServer): Promise<void> {
  const database = 'planted'
  await createDatabase(server, database)
  await server.sql(
    'postgres',
    `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${APP}') THEN CREATE ROLE ${APP}; END IF; END $$`,
  )
  await server.sql('postgres', `ALTER DATABASE ${database} OWNER TO ${APP}`)
  await server.sql(
    database,
    `CREATE EXTENSION dblink; CREATE EXTENSION postgres_fdw; CREATE EXTENSION hstore;
     GRANT CREATE ON SCHEMA public TO ${APP}; GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO ${APP}`,
  )
  await server.sql(database, `SET SESSION AUTHORIZATION ${APP}; ${CODE}`)
  const events = ['ddl_command_start', 'ddl_command_end', ...(server.major >= 17 ? ['login'] : [])]
  for (const event of events)
    await server.sql(
      database,
      `CREATE EVENT TRIGGER planted_${event} ON ${event} EXECUTE FUNCTION spy.at_event()`,
    )
}

/** As `checks` of a drill: that the code ran, and that it got nothing that only a superuser has. */
export const PLANTED_CHECKS = `
  -- the planted code ran
  SELECT bool_and(strpos(shobj_description(d.oid, 'pg_database'), '[' || place) > 0)
    FROM pg_catalog.pg_database d, unnest('{${PLACES.map(place => `"${place}"`).join(',')}}'::text[]) AS place
   WHERE d.datname = current_database();
  -- it got nothing that only a superuser has
  SELECT d.datname FROM pg_catalog.pg_database d
   WHERE d.datname = current_database() AND shobj_description(d.oid, 'pg_database') ~ 'SUPERUSER|RESET|TRY';
  -- no role is a superuser but one
  SELECT rolname FROM pg_catalog.pg_roles WHERE rolsuper AND rolname <> 'postgres'`
