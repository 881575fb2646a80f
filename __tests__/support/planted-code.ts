import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SRC = join(import.meta.dirname, '..', '..', 'src')

/** What planted code writes into the server's log when it is run, no matter who runs it and no matter what becomes of the transaction. */
export const PLANTED = 'PLANTED'

/** Every name in our sources that may be one of a function or a catalog: a superset does no harm. */
function namesInSources(): string[] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.ts'))
  const words = files.flatMap(
    file => readFileSync(join(SRC, file), 'utf8').match(/\b[a-z][a-z0-9_]+\b/g) ?? [],
  )
  return [...new Set(words)]
}

const OPERATORS = [
  ...['=', '<>', '<', '>', '<=', '>=', '~', '!~', '~*', '!~*', '~~', '||', '->', '->>', '@>'],
  ...['+', '-', '*', '/'],
]
const TYPES = ['oid', 'regclass', 'regnamespace', 'regtype', 'regproc', 'name', 'text', '"char"']

/**
 * SQL, to be run as a superuser in one database: who may create objects in `schema` plants in it what is found before
 * PostgreSQL's own where the database's search_path (or a type that fits better) lets it: operators, functions, types and
 * relations of every name that our sources use. Nothing of it needs a superuser but the order of the path, which the
 * owner of the database sets.
 */
export function plantedIn(schema: string, owner: string): string {
  const list = (words: readonly string[]): string => words.map(word => `'${word}'`).join(', ')
  return `
    SET search_path = pg_catalog;
    SET ROLE ${owner};
    CREATE FUNCTION ${schema}.planted_row() RETURNS boolean LANGUAGE plpgsql AS
      $f$ BEGIN RAISE LOG '${PLANTED} relation'; RETURN true; END $f$;
    CREATE FUNCTION ${schema}.planted_value(anyelement) RETURNS boolean LANGUAGE plpgsql AS
      $f$ BEGIN RAISE LOG '${PLANTED} type'; RETURN true; END $f$;
    DO $do$
    DECLARE
      each record; own text; place text;
    BEGIN
      FOR each IN
        WITH one (name) AS (SELECT unnest(ARRAY[${list(OPERATORS)}])),
        -- What PostgreSQL has, and what fits better than that.
        wanted AS (
          SELECT o.oprname::text AS name, format_type(o.oprleft, NULL) AS l, format_type(o.oprright, NULL) AS r, format_type(o.oprresult, NULL) AS result
            FROM pg_operator o JOIN one ON one.name = o.oprname
            JOIN pg_type lt ON lt.oid = o.oprleft JOIN pg_type rt ON rt.oid = o.oprright
           WHERE lt.typtype = 'b' AND rt.typtype = 'b' AND lt.typcategory IN ('N', 'S', 'U', 'B', 'D', 'T', 'Z')
          UNION
          SELECT one.name, l, r, 'boolean' FROM one, unnest(ARRAY[${list(TYPES)}]) l, unnest(ARRAY[${list(TYPES)}]) r
           WHERE one.name IN ('=', '<>', '~', '!~')
             AND NOT EXISTS (SELECT FROM pg_operator o WHERE o.oprname = one.name AND o.oprleft = l::regtype AND o.oprright = r::regtype))
        SELECT *, row_number() OVER () AS number FROM wanted
      LOOP
        own := format('${schema}.planted_%s', each.number);
        EXECUTE format('CREATE FUNCTION %s(%s, %s) RETURNS %s LANGUAGE plpgsql COST 0.0001 AS $f$ BEGIN RAISE LOG ''${PLANTED} operator %s''; RETURN NULL; END $f$',
                       own, each.l, each.r, each.result, replace(each.name, '%', '%%'));
        EXECUTE format('CREATE OPERATOR ${schema}.%s (LEFTARG = %s, RIGHTARG = %s, FUNCTION = %s)', each.name, each.l, each.r, own);
      END LOOP;
      FOR each IN
        WITH mine AS (
          SELECT p.proname, p.proretset, p.prorettype, pg_get_function_identity_arguments(p.oid) AS arguments, p.proargtypes
            FROM pg_proc p
           WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind IN ('f', 'a') AND p.provariadic = 0
             AND p.proname = ANY (ARRAY[${list(namesInSources())}])
             AND p.prorettype NOT IN ('internal'::regtype, 'cstring'::regtype, 'trigger'::regtype, 'event_trigger'::regtype)
             AND NOT EXISTS (SELECT FROM unnest(p.proargtypes) a WHERE a IN (SELECT oid FROM pg_type WHERE typtype = 'p' AND (typname NOT LIKE 'any%' OR typname = 'any')))
             AND p.proargmodes IS NULL)
        SELECT DISTINCT proname, CASE WHEN proretset THEN 'SETOF ' ELSE '' END || format_type(prorettype, NULL) AS result, arguments
          FROM (SELECT proname, proretset, prorettype, (SELECT coalesce(string_agg(format_type(a, NULL), ', ' ORDER BY n), '') FROM unnest(proargtypes) WITH ORDINALITY u (a, n)) AS arguments FROM mine
                UNION ALL
                SELECT proname, proretset, prorettype, (SELECT string_agg(CASE format_type(a, NULL) WHEN 'bigint' THEN 'integer' WHEN 'text' THEN 'name' ELSE format_type(a, NULL) END, ', ' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY u (a, n)) FROM mine
                 WHERE proargtypes::oid[] && ARRAY['int8'::regtype::oid, 'text'::regtype::oid]
                UNION ALL
                SELECT proname, proretset, prorettype, (SELECT string_agg(CASE format_type(a, NULL) WHEN 'bigint' THEN 'integer' ELSE format_type(a, NULL) END, ', ' ORDER BY n) FROM unnest(proargtypes) WITH ORDINALITY u (a, n)) FROM mine
                 WHERE 'int8'::regtype = ANY (proargtypes::oid[])) every
      LOOP
        place := format('CREATE FUNCTION ${schema}.%I(%s) RETURNS %s LANGUAGE plpgsql COST 0.0001 AS $f$ BEGIN RAISE LOG ''${PLANTED} function %s''; RETURN%s; END $f$',
                        each.proname, each.arguments, each.result, each.proname, CASE WHEN each.result LIKE 'SETOF %' OR each.result = 'void' THEN '' ELSE ' NULL' END);
        BEGIN
          EXECUTE place;
        EXCEPTION WHEN invalid_function_definition OR duplicate_function THEN
          -- A result that depends on no argument, and what two ways of making it fit better have in common.
        END;
      END LOOP;
      FOR each IN
        SELECT c.relname FROM pg_class c
         WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
           AND c.relname = ANY (ARRAY[${list(namesInSources())}])
           AND has_table_privilege(c.oid, 'SELECT')
      LOOP
        BEGIN
          EXECUTE format('CREATE VIEW ${schema}.%I AS SELECT * FROM pg_catalog.%I WHERE ${schema}.planted_row()', each.relname, each.relname);
        EXCEPTION WHEN feature_not_supported OR invalid_table_definition THEN
          -- Columns of pseudo-types.
        END;
      END LOOP;
      FOR each IN SELECT unnest(ARRAY['regclass', 'regnamespace', 'regtype', 'regproc', 'oid', 'name', 'text']) AS type
      LOOP
        EXECUTE format('CREATE DOMAIN ${schema}.%I AS pg_catalog.%I CHECK (${schema}.planted_value(VALUE))', each.type, each.type);
      END LOOP;
    END $do$;
    RESET ROLE;
    RESET search_path;`
}
