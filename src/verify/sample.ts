import { createHash } from 'node:crypto'
import type { Manifest } from '../catalog/manifest.ts'
import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** Reads a share: `0.1`, or `10%`. Above 0, at most 1. */
export function parseSampleShare(text: string): Parsed<number> {
  const [, number, percent] = /^(\d+(?:\.\d+)?|\.\d+)\s*(%?)$/.exec(text) ?? []
  const share = Number(number ?? NaN) / (percent === '%' ? 100 : 1)
  return share > 0 && share <= 1
    ? parsed(share)
    : refused(
        `${quoted(text)} is no share; write a number above 0 and up to 1, such as 0.1, or a percentage such as 10%`,
      )
}

/**
 * A share of the manifests, rounded up: the first, which is the newest, and others by the hash of their keys. The same
 * ones each time, so that a finding can be looked at again.
 */
export function sampleOf(manifests: readonly Manifest[], share: number): Manifest[] {
  const wanted = Math.ceil(manifests.length * share)
  const [newest, ...others] = manifests
  if (!newest) return []
  const ranked = others.toSorted((one, other) => rank(one).localeCompare(rank(other)))
  const picked = new Set([newest, ...ranked.slice(0, wanted - 1)])
  return manifests.filter(manifest => picked.has(manifest))
}

function rank({ key }: Manifest): string {
  return createHash('sha256').update(key).digest('hex')
}
