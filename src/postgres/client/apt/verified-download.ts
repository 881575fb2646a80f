import { rm } from 'node:fs/promises'
import type { Apt } from './apt.ts'
import type { ExpectedFile } from './release.ts'

export type VerifiedResult =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'absent' | 'failed' | 'mismatch'; readonly why: string }

/** Fetches a file of known size and SHA-256 from the first URL that has it. What does not match is removed again. */
export async function verifiedDownload(
  urls: readonly string[],
  path: string,
  expected: ExpectedFile,
  { download, signal }: Apt,
): Promise<VerifiedResult> {
  let whenEmpty = 'no address'
  for (const url of urls) {
    const result = await download.toFile(url, path, { maxBytes: expected.bytes, signal })
    if (result.outcome === 'absent') {
      whenEmpty = result.why
      continue
    }
    if (result.outcome === 'failed') return result
    const why = mismatch(result, expected)
    if (why === undefined) return { outcome: 'done' }
    await rm(path, { force: true })
    return { outcome: 'mismatch', why }
  }
  return { outcome: 'absent', why: whenEmpty }
}

function mismatch(
  result: { readonly outcome: 'too-large' } | { readonly outcome: 'done'; bytes: number; sha256: string },
  expected: ExpectedFile,
): string | undefined {
  if (result.outcome === 'too-large') return `it is larger than ${expected.bytes} bytes`
  if (result.bytes !== expected.bytes) return `it has ${result.bytes} bytes instead of ${expected.bytes}`
  if (result.sha256 !== expected.sha256)
    return `its SHA-256 is ${result.sha256} instead of ${expected.sha256}`
  return undefined
}
