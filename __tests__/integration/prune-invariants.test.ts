import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, it } from 'vitest'
import { drillRecordKey } from '../../src/backup/drill/record-key.ts'
import { parsePolicy } from '../../src/backup/retention/parse-policy.ts'
import type { Policy } from '../../src/backup/retention/policy.ts'
import { folderStore } from '../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../src/storage/store.ts'
import { keysOf, runPrune } from '../support/run-prune.ts'
import { daysAgo, objectsOf, type Stored, storeDrill } from '../support/stored-backups.ts'

const LEGACY = "legacy-pattern: '*_YYYYMMDD_HHMMSS*'\nlegacy: 30d"
const POLICIES = [
  LEGACY,
  `classes: { daily: none, weekly: none }\nkeep-last: 2\n${LEGACY}`,
  `classes: { daily: 5d }\nkeep-weekly: 3\nkeep-within: 9d\n${LEGACY}`,
].map(policyOf)
const CHOICES: readonly NonNullable<Stored['options']>[] = [
  {},
  {},
  { schemas: ['audit'] },
  { excludeTables: ['logs'] },
  { tables: ['a', 'b', 'c'] },
  { tables: ['a', 'd', 'e'] },
]

const drawn = fc.record({
  options: fc.constantFrom(...CHOICES),
  backupClass: fc.constantFrom('daily', 'weekly', 'pre-restore'),
  days: fc.integer({ min: 2, max: 130 }),
  state: fc.constantFrom('good', 'good', 'good', 'proven', 'cut', 'failed'),
  kind: fc.constantFrom('own', 'own', 'own', 'own', 'dump', 'log'),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
const histories = fc.uniqueArray(drawn, { selector: ({ days }) => days, maxLength: 12 })

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

/** What only reads of a store need, over objects in memory. */
function memoryStore(objects: ReadonlyMap<string, Buffer>): ObjectStore {
  const modified = daysAgo(200)
  return {
    ...folderStore(tmpdir()),
    clock: () => Promise.resolve(new Date()),
    get: key => Promise.resolve(Readable.from([objects.get(key) ?? Buffer.alloc(0)])),
    lockOf: () => Promise.resolve(undefined),
    async *list(prefix) {
      for (const [key, { length }] of objects)
        if (key.startsWith(prefix)) yield { key, bytes: length, modified }
    },
  }
}

async function stored(history: readonly Drawn[], objects: Map<string, Buffer>): Promise<Map<string, Drawn>> {
  const keys = new Map<string, Drawn>()
  for (const each of history) {
    const startedAt = daysAgo(each.days)
    const own = objectsOf({ ...each, startedAt })
    const [key = ''] = own.keys()
    const stamp = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
    const backup = each.kind === 'own' ? key : `backups/shop_backup_${stamp}.${each.kind}`
    keys.set(backup, each)
    if (each.kind !== 'own') objects.set(backup, Buffer.from('x'))
    else for (const [name, bytes] of own) objects.set(name, bytes)
    if (each.kind === 'own' && each.state === 'cut') objects.set(key, Buffer.from('x'))
    if (each.kind !== 'own' || (each.state !== 'proven' && each.state !== 'failed')) continue
    const put: ObjectStore['put'] = async (name, bytes) => {
      objects.set(name, Buffer.from(bytes))
      return { key: name, bytes: bytes.length, modified: startedAt }
    }
    await storeDrill({ ...memoryStore(objects), put }, key, each.state, startedAt)
    if (!objects.has(drillRecordKey(key, startedAt))) throw new Error('no record')
  }
  return keys
}

const isGood = ({ kind, state }: Drawn): boolean => kind === 'own' && (state === 'good' || state === 'proven')
const isWhole = ({ options }: Drawn): boolean => Object.keys(options).length === 0
const isOwn = ({ backupClass }: Drawn): boolean => backupClass !== 'pre-restore'

/** Whether what is kept holds all that something held that is to go. */
function standsIn(kept: Drawn, gone: Drawn): boolean {
  if (gone.kind !== 'own') return kept.kind === gone.kind || (isGood(kept) && isOwn(kept) && isWhole(kept))
  return isGood(kept) && (isOwn(kept) || !isOwn(gone)) && (isWhole(kept) || kept.options === gone.options)
}

describe('a prune of what names do not tell', () => {
  it('leaves of all that it removes something that holds as much, whole and not refuted', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.constantFrom(...POLICIES), async (history, policy) => {
        const objects = new Map<string, Buffer>()
        const keys = await stored(history, objects)
        const { backups } = await runPrune(memoryStore(objects), { policy, dryRun: true, sweep: false })
        const of = (kind: string): Drawn[] => keysOf(backups, kind).flatMap(key => keys.get(key) ?? [])
        const kept = of('kept')
        return of('planned')
          .filter(each => each.kind !== 'own' || isGood(each))
          .every(gone => kept.some(each => standsIn(each, gone)))
      }),
      { numRuns: 1000 },
    )
  })
})
