import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** `auto` is settled when the client's version is known; `spec` goes to `pg_dump --compress` as it is. */
export type CompressionChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'pg_dump'; readonly spec: string }

export type CompressionMethod = 'none' | 'gzip' | 'zstd' | 'lz4'

/** The highest level of each method (pg_dump(1), `--compress`). */
const HIGHEST = new Map<string, number>([
  ['gzip', 9],
  ['zstd', 22],
  ['lz4', 12],
])

/** Reads `auto`, `none`, `0`–`9` (gzip's levels, what a number means to pg_dump), `gzip[:N]`, `zstd[:N]`, `lz4[:N]`. */
export function parseCompression(text: string): Parsed<CompressionChoice> {
  if (text === 'auto') return parsed({ kind: 'auto' })
  if (text === 'none' || /^[0-9]$/.test(text)) return parsed({ kind: 'pg_dump', spec: text })
  const [method = '', level] = text.split(':', 2)
  const highest = HIGHEST.get(method)
  if (highest === undefined || text.split(':').length > 2) {
    return refused(`${quoted(text)} is not a compression; write auto, none, 0–9, gzip:6, zstd:1 or lz4:1`)
  }
  if (level !== undefined && !(/^\d{1,2}$/.test(level) && Number(level) >= 1 && Number(level) <= highest)) {
    return refused(
      `${quoted(text)}: ${method} has levels 1 to ${highest}; write ${method}:1 to ${method}:${highest}`,
    )
  }
  return parsed({ kind: 'pg_dump', spec: text })
}

/** The method that a spec for pg_dump stands for. */
export function compressionMethod(spec: string): CompressionMethod {
  if (spec === 'none' || /^0$/.test(spec)) return 'none'
  if (spec.startsWith('zstd')) return 'zstd'
  return spec.startsWith('lz4') ? 'lz4' : 'gzip'
}
