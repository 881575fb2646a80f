import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { check } from '../../src/check/check.ts'
import type { CheckReport } from '../../src/check/check-report.ts'
import type { Finding } from '../../src/check/finding.ts'
import { thisMachinesNames } from '../../src/check/probes/addresses.ts'
import type { CheckDeps, CheckRequest } from '../../src/check/request.ts'
import { noEncryption } from '../../src/encryption/none.ts'
import { decryptionWith } from '../../src/encryption/opening.ts'
import { resolveConnection } from '../../src/postgres/connection/resolve.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { silentReporter } from './client-for-tests.ts'
import { openLedger } from './run-backup.ts'

export interface CheckRun {
  readonly url: string
  readonly store: ObjectStore
  readonly request?: Partial<CheckRequest>
  readonly parts?: Partial<CheckDeps>
}

/** Runs the operation itself, on real parts, with everything left at its default that the test does not name. */
export function runCheck({ parts, request, store, url }: CheckRun): Promise<CheckReport> {
  const resolution = resolveConnection({ databaseUrl: url, env: {} })
  return check(
    {
      database: resolution.ok ? resolution : { problems: resolution.problems },
      selection: { tables: [], excludeTables: [], schemas: [], excludeSchemas: [], excludeTableData: [] },
      opens: true,
      locks: false,
      folder: undefined,
      leastPrivilege: { wanted: false, use: undefined },
      ...request,
    },
    {
      store,
      exam: undefined,
      assumeRole: undefined,
      encryption: noEncryption(),
      decryption: decryptionWith(
        { identities: [], passphrase: undefined },
        { scratch: tmpdir(), searchPath: process.env['PATH'] ?? '' },
      ),
      names: thisMachinesNames,
      findClient: async () => ({
        found: { version: '17.6', origin: '/usr/lib/postgresql/17/bin', standing: 'fits' },
        ...{ safeSince: '17.6', installable: true, advice: '', from: '' },
      }),
      temp: tmpdir(),
      journal: openLedger(),
      reporter: silentReporter,
      now: () => new Date(),
      random: bytes => randomBytes(bytes),
      signal: new AbortController().signal,
      ...parts,
    },
  )
}

/** The findings about one thing. */
export function findingsOf({ findings }: CheckReport, what: string): Finding[] {
  return findings.filter(finding => finding.what === what)
}

/** What was found wrong, as `what: code`. */
export function failuresOf({ findings }: CheckReport): string[] {
  return findings.flatMap(each => (each.outcome === 'failed' ? [`${each.what}: ${each.code}`] : []))
}
