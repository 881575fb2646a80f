import { shownUrl } from '../../../http/download.ts'

/** Where a source's keys are. None: the keys that apt on this machine trusts for every source. */
export type KeyReference =
  | { readonly file: string }
  | { readonly fingerprint: string }
  | { readonly armored: string }

/** One suite of an apt repository, as a line in sources.list describes it (sources.list(5)). */
export interface AptSource {
  /** Where the repository is; more than one: mirrors of the same, to be tried in order. */
  readonly uris: readonly string[]
  /** `bookworm`; ending in `/`: the path of a flat repository without components. */
  readonly suite: string
  readonly components: readonly string[]
  /** Debian's names; empty: any. */
  readonly architectures: readonly string[]
  readonly signedBy: readonly KeyReference[]
  /** Whether a repository past its Valid-Until date is refused; likewise one dated in the future. */
  readonly checkValidUntil: boolean
  readonly checkDate: boolean
}

/** For people; never holds credentials. */
export function sourceLabel(source: AptSource): string {
  const [uri = ''] = source.uris
  return `${shownUrl(uri).replace(/\/+$/, '')} ${source.suite}`
}

/** Reads apt's spelling of a switch; `fallback` when it is not given. */
export function aptSwitch(value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback
  return !/^(no|false|without|off|disable|0)$/i.test(value.trim())
}

/** Reads `Signed-By`: key files and fingerprints, or a whole key. */
export function parseSignedBy(value: string | undefined): KeyReference[] {
  if (value === undefined) return []
  if (value.includes('-----BEGIN PGP')) return [{ armored: value.trim() }]
  return value
    .split(/[\s,]+/)
    .filter(word => word !== '')
    .map(word =>
      word.startsWith('/') ? { file: word } : { fingerprint: word.replace(/!$/, '').toLowerCase() },
    )
}
