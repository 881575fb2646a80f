import { MANIFEST_SUFFIX } from '../names.ts'
import { type Parsed, parsed, quoted, refused } from '../parsed.ts'

/** Where a choice of backups begins. */
export type Start =
  | { readonly kind: 'latest' }
  | { readonly kind: 'all' }
  | { readonly kind: 'key'; readonly key: string }

/** Reads `latest`, `all`, or a backup's key; that of its manifest or checksum file means the backup. */
export function parseStart(text: string): Parsed<Start> {
  if (text === 'latest' || text === 'all') return parsed({ kind: text })
  const key = text.replace(new RegExp(`(?:${MANIFEST_SUFFIX.replaceAll('.', '\\.')}|\\.sha256)$`), '')
  const parts = key.split('/')
  const odd = parts.some(part => part === '' || part === '.' || part === '..') || /[\p{Cc}\\]/u.test(key)
  if (parts.length > 1 && !odd) return parsed({ kind: 'key', key })
  return refused(
    `${quoted(text)} is neither latest nor all nor a backup's key; write the key as the output key of the backup step has it, relative to the destination`,
  )
}
