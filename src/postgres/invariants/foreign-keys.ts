export interface ForeignKey {
  readonly words: string
  /** As FROM takes them: with ONLY, unless they have partitions. */
  readonly referencing: string
  readonly referenced: string
  /** Of `pk` and `fk`, for each column. */
  readonly equal: readonly string[]
  /** The referencing columns. */
  readonly columns: readonly string[]
  /** MATCH FULL: a row with some of its columns null does not hold either. */
  readonly full: boolean
}

/**
 * Foreign keys that are said to hold, one for all partitions; compared by the operators of the constraint, as the server
 * itself does when it adds one (RI_Initial_Check). Not those over periods (PostgreSQL 18), which compare ranges.
 */
export const FOREIGN_KEYS_QUERY = `
  SELECT format('%I of %I.%I', c.conname, fn.nspname, f.relname) AS words,
         format('%s %I.%I', CASE f.relkind WHEN 'p' THEN '' ELSE 'ONLY' END, fn.nspname, f.relname) AS referencing,
         format('%s %I.%I', CASE p.relkind WHEN 'p' THEN '' ELSE 'ONLY' END, pn.nspname, p.relname) AS referenced,
         c.confmatchtype = 'f' AS "full",
         (SELECT array_agg(format('pk.%I%s OPERATOR(%I.%s) fk.%I%s', pa.attname, coll.clause, opn.nspname, op.oprname,
                                  fa.attname, coll.clause) ORDER BY k.ord)
            FROM unnest(c.conkey, c.confkey, c.conpfeqop) WITH ORDINALITY k (fk, pk, op, ord)
            JOIN pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = k.fk
            JOIN pg_attribute pa ON pa.attrelid = p.oid AND pa.attnum = k.pk
            JOIN pg_operator op ON op.oid = k.op JOIN pg_namespace opn ON opn.oid = op.oprnamespace
            LEFT JOIN pg_collation co ON co.oid = pa.attcollation AND pa.attcollation <> fa.attcollation
            LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
            CROSS JOIN LATERAL (SELECT CASE WHEN co.oid IS NULL THEN ''
                                       ELSE format(' COLLATE %I.%I', con.nspname, co.collname) END AS clause) coll) AS equal,
         (SELECT array_agg(quote_ident(fa.attname) ORDER BY k.ord)
            FROM unnest(c.conkey) WITH ORDINALITY k (fk, ord)
            JOIN pg_attribute fa ON fa.attrelid = f.oid AND fa.attnum = k.fk) AS columns
    FROM pg_constraint c
    JOIN pg_class f ON f.oid = c.conrelid JOIN pg_namespace fn ON fn.oid = f.relnamespace
    JOIN pg_class p ON p.oid = c.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
   WHERE c.contype = 'f' AND c.conparentid = 0 AND c.convalidated
     AND to_jsonb(c)->>'conenforced' IS DISTINCT FROM 'false' AND to_jsonb(c)->>'conperiod' IS DISTINCT FROM 'true'
     AND has_schema_privilege(fn.oid, 'USAGE') AND has_schema_privilege(pn.oid, 'USAGE')
     AND has_table_privilege(f.oid, 'SELECT') AND has_table_privilege(p.oid, 'SELECT')
     AND NOT row_security_active(f.oid) AND NOT row_security_active(p.oid)
   ORDER BY 1`

/** Counts the rows that reference nothing. */
export function danglingQuery({ referencing, referenced, equal, columns, full }: ForeignKey): string {
  const given = columns.map(column => `fk.${column} IS NOT NULL`).join(full ? ' OR ' : ' AND ')
  return `SELECT count(*)::text AS count FROM ${referencing} fk
    WHERE (${given}) AND NOT EXISTS (SELECT FROM ${referenced} pk WHERE ${equal.join(' AND ')})`
}
