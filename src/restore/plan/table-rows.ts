import type { Manifest } from '../../catalog/manifest.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { TocEntry } from '../../postgres/toc/toc-entry.ts'
import type { SkippedEntry } from './restore-plan.ts'

/** Says of an entry how many rows the manifest counts in the table that it fills; nothing of any other entry. */
export function rowsOf({
  fingerprint,
}: Pick<Manifest, 'fingerprint'>): (entry: TocEntry) => Pick<SkippedEntry, 'rows'> {
  const isRetainable = new Map(fingerprint.tables.map(table => [qualifiedName(table), table.rows]))
  return ({ data }) => {
    const rows = data?.of === 'table' ? isRetainable.get(qualifiedName(data.table)) : undefined
    return rows === undefined ? {} : { rows }
  }
}
