import { randomBytes } from 'node:crypto'
import type { CheckParts } from '../operations/check-request.ts'
import { findClient } from '../postgres/client/find-client.ts'
import { thisMachinesNames } from '../postgres/preflight/addresses.ts'
import { s3Exam } from '../storage/s3/exam.ts'
import { keysOf } from './assumed-role.ts'
import { toolkitCommands } from './commands.ts'
import type { CheckInputs } from './inputs/read-check-inputs.ts'
import { openDecryption, openEncryption } from './open-encryption.ts'
import { bucketOptions, openDestination } from './stores.ts'
import { toolkitCache } from './tool-cache.ts'
import type { Wiring } from './wiring.ts'

/** A check has no time for many: what fails is told. */
const ATTEMPTS = 2

const REPOSITORY = "PostgreSQL's own repository, or the machine's apt sources"

/** Joins the adapters that check looks at everything with. */
export function wireCheck(
  inputs: CheckInputs,
  wiring: Wiring,
): { readonly parts: CheckParts; close(): void } {
  const { controller, ledger, reporter, runner, scratch } = wiring
  const { env, temp } = runner
  const { destination } = inputs
  const { region, role } = inputs.s3
  // What it writes is removed again, and so never locked.
  const { objectLock: _never, ...options } = inputs.s3
  const s3 = { ...options, attempts: ATTEMPTS }
  const store = openDestination(
    destination,
    s3,
    trace => ledger.record({ kind: 'upload', store: 'destination', trace }),
    line => reporter.info(line),
  )
  const exam =
    destination.kind === 's3' ? s3Exam({ ...bucketOptions(destination, s3), attempts: ATTEMPTS }) : undefined
  const programs = { ledger, scratch, searchPath: env['PATH'] ?? '' }
  return {
    parts: {
      store,
      exam,
      assumeRole:
        role && destination.kind === 's3'
          ? async () => {
              await keysOf(role, region, env)
              return `The role ${role.arn} was assumed, by OpenID Connect.`
            }
          : undefined,
      encryption: openEncryption(inputs.encryption, programs),
      decryption: openDecryption(inputs.keys, programs),
      names: thisMachinesNames,
      findClient: async wanted => ({
        ...(await findClient(wanted, { cache: toolkitCache(), commands: toolkitCommands(), env })),
        from: inputs.repository === undefined ? REPOSITORY : 'client-repository',
      }),
      temp,
      ledger,
      reporter,
      now: () => new Date(),
      random: bytes => randomBytes(bytes),
      signal: controller.signal,
    },
    close: () => {
      store.close()
      exam?.close()
    },
  }
}
