import { statfs } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { cancellation } from '../core/cancellation.ts'
import { describe } from '../postgres/connection/connection.ts'
import type { CheckReport } from './check-report.ts'
import { checkDatabase } from './database.ts'
import { checkDestination } from './destination.ts'
import { checkEncryption } from './encryption.ts'
import { evaluateDisk, evaluateFolder } from './evaluate/machine.ts'
import { SUBJECTS } from './evaluate/subjects.ts'
import type { Finding } from './finding.ts'
import { bucketPolicies } from './least-privilege/policies.ts'
import { probing } from './probing.ts'
import type { CheckDeps, CheckRequest } from './request.ts'

const DISK_MS = 2_000

/**
 * Looks at everything that a backup with these inputs would meet, at once where one thing does not depend on another.
 * Nothing is changed: the object that is written in the destination is removed again. What is wrong is in the report.
 * @throws BackupError `cancelled` only
 */
export async function check(request: CheckRequest, parts: CheckDeps): Promise<CheckReport> {
  try {
    return await lookAtAll(request, parts)
  } catch (error) {
    throw cancellation(parts.signal) ?? error
  }
}

async function lookAtAll(request: CheckRequest, parts: CheckDeps): Promise<CheckReport> {
  const { database, folder, leastPrivilege } = request
  const begun = [
    checkDatabase(request, parts),
    checkDestination(request, parts),
    checkEncryption(request, parts),
    checkDisk(parts.temp, free => evaluateDisk(parts.temp, free), parts),
  ] as const
  // No matter what becomes of one: nothing may still run when this returns.
  await Promise.allSettled(begun)
  const [asked, destination, encryption, disk] = await Promise.all(begun)
  const room =
    folder === undefined
      ? []
      : await checkDisk(folder, free => evaluateFolder(folder, free, asked.estimate?.storedBytes), parts)
  const { grants } = asked
  const { use, wanted } = leastPrivilege
  return {
    database: 'connection' in database ? describe(database.connection) : undefined,
    location: parts.store.location,
    findings: inOrder([...asked.findings, ...destination, ...encryption, ...disk, ...room]),
    estimate: asked.estimate,
    leastPrivilege: wanted ? { grants, policies: use && bucketPolicies(use) } : undefined,
  }
}

function checkDisk(
  path: string,
  evaluate: (freeBytes: number) => Finding,
  { signal }: CheckDeps,
): Promise<readonly Finding[]> {
  return probing(SUBJECTS.disk, DISK_MS, signal, async () => [evaluate(await freeBytesAt(path))])
}

/** Of a folder that is yet to be made: where it would be. */
async function freeBytesAt(path: string): Promise<number> {
  for (let at = resolve(path); ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at)
      return bavail * bsize
    } catch (error) {
      if (at === dirname(at)) throw error
    }
  }
}

function inOrder(findings: readonly Finding[]): Finding[] {
  const order = Object.values(SUBJECTS).map(({ area, what }) => `${area} ${what}`)
  const rank = ({ area, what }: Finding): number => order.indexOf(`${area} ${what}`)
  return findings.toSorted((one, other) => rank(one) - rank(other))
}
