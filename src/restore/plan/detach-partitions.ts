import { dollarQuote, quoteLiteral } from '../../core/sql-quoting.ts'
import type { TableName } from '../../fingerprint/copy-statement.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import { entryName, keyOf } from './data-of-tables.ts'
import type { RestoreContext } from './rules/skip-rule.ts'

/**
 * SQL that makes ordinary tables of the partitions that `pg_restore --clean` is going to drop: it drops their constraints and
 * indexes one by one, which a partition refuses ("cannot drop inherited constraint"). Foreign keys to partitioned tables are
 * dropped before, as far as the backup has them, since no partition that is pointed to can be detached; and those that a
 * partition had from its parent after, since they would keep the tables that they point to; its own it keeps where it stays.
 * A partition that stays gives up the names that its not-null constraints have from its parent (PostgreSQL 18), which the new parent's need. Empty where
 * there are none.
 */
export function detachPartitions(load: readonly TocEntry[], { target }: RestoreContext): string {
  const made = new Set(load.filter(({ kind }) => kind === 'TABLE').map(keyOf))
  const tables = target.relations.filter(
    ({ kind, schema, name }) => kind === 'table' && made.has(keyOf(entryName(schema, name))),
  )
  // By the target, no matter what the backup has of it: with a partitioned table all of its partitions are dropped, known or not.
  if (!tables.some(({ partition, partitioned }) => partitioned || partition !== undefined)) return ''
  const keys = load
    .filter(({ kind }) => kind === 'FK CONSTRAINT')
    .map(({ schema, name }) => ({ schema, name }))
  const body = `
DECLARE
  replaced oid[] := ARRAY(
    SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE (n.nspname, c.relname) IN (${pairs(tables)}));
  inherited oid[];
  link record;
  key record;
BEGIN
  FOR key IN
    SELECT c.oid::pg_catalog.regclass AS relation, k.conname
      FROM pg_catalog.pg_constraint k
      JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_class other ON other.oid = k.confrelid
     WHERE k.contype = 'f' AND k.conparentid = 0 AND (other.relkind = 'p' OR other.relispartition)
       AND (pg_catalog.translate(n.nspname, E'\\r\\n', '  '),
            pg_catalog.translate(c.relname || ' ' || k.conname, E'\\r\\n', '  ')) IN (${pairs(keys)})
  LOOP
    EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', key.relation, key.conname);
  END LOOP;
  FOR link IN
    SELECT i.inhrelid::pg_catalog.regclass AS partition, i.inhparent::pg_catalog.regclass AS parent
      FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid
     WHERE c.relispartition AND c.relkind IN ('r', 'p', 'f')
       AND (i.inhrelid = ANY (replaced) OR i.inhparent = ANY (replaced))
  LOOP
    inherited := ARRAY(
      SELECT k.oid FROM pg_catalog.pg_constraint k
       WHERE k.conrelid = link.partition AND k.contype = 'f' AND k.conparentid <> 0);
    EXECUTE pg_catalog.format('ALTER TABLE %s DETACH PARTITION %s', link.parent, link.partition);
    FOR key IN
      SELECT k.conname FROM pg_catalog.pg_constraint k
       WHERE k.conrelid = link.partition AND k.contype = 'f' AND k.conparentid = 0
         AND (k.oid = ANY (inherited) OR link.partition = ANY (replaced))
    LOOP
      EXECUTE pg_catalog.format('ALTER TABLE %s DROP CONSTRAINT %I', link.partition, key.conname);
    END LOOP;
    CONTINUE WHEN link.partition = ANY (replaced);
    FOR key IN
      SELECT k.conname, own.name FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1],
        pg_catalog.concat(pg_catalog.left(c.relname || '_' || a.attname, 50), '_not_null') own(name)
       WHERE k.conrelid = link.partition AND k.contype = 'n'
         AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid = c.oid AND o.conname = own.name)
    LOOP
      EXECUTE pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', link.partition, key.conname, key.name);
    END LOOP;
  END LOOP;
END`
  return `DO ${dollarQuote(body)};`
}

/** Pairs of names as SQL; one that no object has where there are none. */
function pairs(names: readonly TableName[]): string {
  const list = names.map(({ schema, name }) => `(${quoteLiteral(schema)}, ${quoteLiteral(name)})`)
  return list.length > 0 ? list.join(', ') : `('', '')`
}
