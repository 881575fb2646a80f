import type { AptSource } from './apt/source.ts'
import { PGDG_KEY } from './pgdg-key.ts'

/** The PostgreSQL project's own apt repository, of all major versions still supported (wiki.postgresql.org/wiki/Apt). */
export function pgdgSource(codename: string): AptSource {
  return signedByPgdg('https://apt.postgresql.org/pub/repos/apt', `${codename}-pgdg`)
}

/** Its archive, of all that it ever had: versions that are no longer supported are there alone (its own README). */
export function pgdgArchive(codename: string): AptSource {
  return signedByPgdg('https://apt-archive.postgresql.org/pub/repos/apt', `${codename}-pgdg-archive`)
}

function signedByPgdg(uri: string, suite: string): AptSource {
  return {
    uris: [uri],
    suite,
    components: ['main'],
    architectures: [],
    signedBy: [{ armored: PGDG_KEY }],
    checkValidUntil: true,
    checkDate: true,
  }
}
