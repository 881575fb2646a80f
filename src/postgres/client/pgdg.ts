import type { AptSource } from './apt/source.ts'
import { PGDG_KEY } from './pgdg-key.ts'

/** The PostgreSQL project's own apt repository, of all major versions still supported (wiki.postgresql.org/wiki/Apt). */
export function pgdgSource(codename: string): AptSource {
  return {
    uris: ['https://apt.postgresql.org/pub/repos/apt'],
    suite: `${codename}-pgdg`,
    components: ['main'],
    architectures: [],
    signedBy: [{ armored: PGDG_KEY }],
    checkValidUntil: true,
    checkDate: true,
  }
}
