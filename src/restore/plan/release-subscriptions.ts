import { dollarQuote, quoteLiteral } from '../../core/sql-quoting.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'

/**
 * SQL that lets go of the slots of subscriptions that `pg_restore --clean` is going to drop: DROP SUBSCRIPTION would reach
 * for the publisher and drop the slot there, which no transaction may, and which the backup's subscription needs. Empty
 * where there are none.
 */
export function releaseSubscriptions(load: readonly TocEntry[]): string {
  const names = load.filter(({ kind }) => kind === 'SUBSCRIPTION').map(({ name }) => quoteLiteral(name))
  if (names.length === 0) return ''
  const body = `
DECLARE
  name pg_catalog.name;
BEGIN
  FOR name IN
    SELECT s.subname FROM pg_catalog.pg_subscription s JOIN pg_catalog.pg_database d ON d.oid = s.subdbid
     WHERE d.datname = pg_catalog.current_database()
       AND pg_catalog.translate(s.subname, E'\\r\\n', '  ') IN (${names.join(', ')})
  LOOP
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I DISABLE', name);
    EXECUTE pg_catalog.format('ALTER SUBSCRIPTION %I SET (slot_name = NONE)', name);
  END LOOP;
END`
  return `DO ${dollarQuote(body)};`
}
