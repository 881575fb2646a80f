import { rm } from 'node:fs/promises'
import type { Apt } from './apt.ts'
import type { PromisedFile } from './release.ts'

export type PromisedResult =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'absent' | 'failed' | 'mismatch'; readonly why: string }

/** Fetches a file of known size and SHA-256 from the first URL that has it. What does not match is removed again. */
export async function fetchPromised(
  urls: readonly string[],
  path: string,
  promised: PromisedFile,
  { download, signal }: Apt,
): Promise<PromisedResult> {
  let absent = 'no address'
  for (const url of urls) {
    const result = await download.toFile(url, path, { maxBytes: promised.bytes, signal })
    if (result.outcome === 'absent') {
      absent = result.why
      continue
    }
    if (result.outcome === 'failed') return result
    const why = mismatch(result, promised)
    if (why === undefined) return { outcome: 'done' }
    await rm(path, { force: true })
    return { outcome: 'mismatch', why }
  }
  return { outcome: 'absent', why: absent }
}

function mismatch(
  result: { readonly outcome: 'too-large' } | { readonly outcome: 'done'; bytes: number; sha256: string },
  promised: PromisedFile,
): string | undefined {
  if (result.outcome === 'too-large') return `it is larger than ${promised.bytes} bytes`
  if (result.bytes !== promised.bytes) return `it has ${result.bytes} bytes instead of ${promised.bytes}`
  if (result.sha256 !== promised.sha256)
    return `its SHA-256 is ${result.sha256} instead of ${promised.sha256}`
  return undefined
}
