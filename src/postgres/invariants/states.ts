const ORDINARY = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`

/** An index over partitions is not valid until each of them has its part: what a dump itself says, and so no damage. */
export const INVALID_INDEXES_QUERY = `
  SELECT format('index %I.%I of table %I is not %s', n.nspname, x.relname, t.relname,
                CASE WHEN NOT i.indisready THEN 'ready' ELSE 'valid' END) AS words
    FROM pg_index i
    JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_namespace n ON n.oid = x.relnamespace
    JOIN pg_class t ON t.oid = i.indrelid
   WHERE NOT (i.indisvalid AND i.indisready) AND ${ORDINARY} AND x.relkind <> 'I'
   ORDER BY 1`

/** The server checks a foreign key by triggers of its own, which DISABLE TRIGGER ALL switches off, and no dump tells. */
export const DISABLED_KEYS_QUERY = `
  SELECT DISTINCT format('foreign key %I of %I.%I is switched off', c.conname, n.nspname, t.relname) AS words
    FROM pg_trigger g JOIN pg_constraint c ON c.oid = g.tgconstraint AND c.contype = 'f'
    JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
   WHERE g.tgisinternal AND g.tgenabled = 'D' AND ${ORDINARY}
   ORDER BY 1`
