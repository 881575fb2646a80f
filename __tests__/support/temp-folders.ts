import { tmpdir } from 'node:os'

/** Variables by which a run of the tests says where its folder is, and where the system's own was before. */
export const RUN_FOLDER = 'PGBACKUP_TEST_FOLDER'
export const KEPT_TEMP = 'PGBACKUP_TEST_KEPT_TEMP'

/** Where data directories go, which the server's account must reach: root's own temp folder may be closed to it. */
export function serverTemp(): string {
  return process.env[RUN_FOLDER] ?? keptTemp()
}

/** Where to put what is kept from run to run. */
export function keptTemp(): string {
  return process.env[KEPT_TEMP] ?? (process.getuid?.() === 0 ? '/tmp' : tmpdir())
}
