/**
 * What is there to be switched off. Each names what it is about, in words, and the statement that switches it off; none
 * where there is no such thing. Sources: pg_cron's `pg_cron--*.sql` (cron.job, alter_job), pg_net's `sql/pg_net.sql`
 * (net.http_request_queue), Supabase's `webhooks.sql` (supabase_functions.http_request).
 */
export interface Switch {
  readonly words: string
  readonly statement: string
}

/** Database webhooks of Supabase. On a partitioned table, one switch is for all its partitions. */
const webhooks = (which: string): string => `
  SELECT format('webhook %I on table %I.%I', t.tgname, n.nspname, c.relname) AS words,
         format('ALTER TABLE %s %I.%I DISABLE TRIGGER %I', CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY' END,
                n.nspname, c.relname, t.tgname) AS statement
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_namespace f ON f.oid = p.pronamespace
   WHERE f.nspname = 'supabase_functions' AND p.proname = 'http_request' AND t.tgenabled <> 'D' AND ${which}
   ORDER BY 1`
export const WEBHOOKS_QUERY = webhooks('t.tgparentid = 0')
/** To be asked afterwards: what a partition has of a webhook that is off, and has on by itself. */
export const PARTITION_WEBHOOKS_QUERY = webhooks('t.tgparentid <> 0')

export const SUBSCRIPTIONS_QUERY = `
  SELECT format('subscription %I', s.subname) AS words,
         format('ALTER SUBSCRIPTION %I DISABLE', s.subname) AS statement
    FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
   WHERE d.datname = current_database() AND s.subenabled
   ORDER BY 1`

/** Whether the role sees all rows of a table there, undefined (no row) where there is none. */
export const tableQuery = (schema: string, table: string): string => `
  SELECT NOT row_security_active(c.oid) AS whole
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = '${schema}' AND c.relname = '${table}' AND c.relkind IN ('r', 'p')`

/**
 * One job each, whichever database it names: a restored job keeps the name of production's. alter_job is for roles that
 * may not write the table; versions before 1.4 do not have it.
 */
export const CRON_JOBS_QUERY = `
  SELECT format('pg_cron job %s of role %s', jobid, username) AS words,
         format('UPDATE cron.job SET active = false WHERE jobid = %s', jobid) AS statement,
         format('SELECT cron.alter_job(job_id := %s, active := false)', jobid) AS otherwise
    FROM cron.job WHERE active ORDER BY jobid`

export const WAITING_REQUESTS_QUERY = 'SELECT count(*)::int AS value FROM net.http_request_queue'
export const EMPTY_QUEUE = 'DELETE FROM net.http_request_queue'

/** What reaches out when it is used, and has no switch: functions as far as their text says. */
export const LEFT_ALONE_QUERY = `
  SELECT format('foreign server %I (%I)', s.srvname, w.fdwname) AS words
    FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
   UNION ALL
  SELECT format('function %I.%I, which sends requests', n.nspname, p.proname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
   WHERE n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'supabase_functions')
     AND p.prosrc ~ E'\\\\m(net\\\\.http_(get|post|delete)|dblink\\\\w*|http_(get|post|put|patch|delete))\\\\M'
     AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
   ORDER BY 1 LIMIT 100`
