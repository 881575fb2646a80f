import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manifestKey } from '../../../src/catalog/catalog.ts'
import { parsePolicy } from '../../../src/retention/parse-policy.ts'
import type { Policy } from '../../../src/retention/policy.ts'
import { folderStore } from '../../../src/storage/folder/folder-store.ts'
import type { ObjectStore } from '../../../src/storage/store.ts'
import { runPrune } from '../../support/run-prune.ts'
import { daysAgo, objectsOf, type Stored, storeDrill } from '../../support/stored-backups.ts'

const LEGACY = "legacy-pattern: '*_YYYYMMDD_HHMMSS*'\nlegacy: 30d"
const WITHOUT_LEGACY = policyOf(
  'classes: { monthly: 20d, weekly: 10d, daily: 3d, manual: 3d, post-release: 3d }',
)
const POLICIES = [
  policyOf(LEGACY),
  policyOf(`classes: { daily: none, weekly: none }\nkeep-last: 2\n${LEGACY}`),
  policyOf(`classes: { daily: 5d, monthly: 60d }\nkeep-weekly: 3\nkeep-within: 9d\n${LEGACY}`),
  policyOf(`classes: { monthly: 30d, weekly: 20d, pre-deploy: 3d }\nkeep-last: 1\n${LEGACY}`),
  WITHOUT_LEGACY,
]
const CHOICES: readonly NonNullable<Stored['options']>[] = [
  {},
  {},
  {},
  { schemas: ['audit'] },
  { excludeTables: ['logs'] },
  { schemas: ['audit', 'auth'] },
  { schemas: ['auth', 'audit'], excludeTables: ['logs'] },
  { excludeSchemas: ['audit'] },
  { excludeTableData: ['logs'] },
  { tables: ['a', 'b', 'c'] },
  { tables: ['a', 'd', 'e'] },
  { tables: ['backup'] },
]
const CLASSES = ['daily', 'weekly', 'monthly', 'manual', 'pre-deploy', 'pre-restore'] as const
/** How one is in the store: `orphan` without its manifest, `hollow` without its dump, others as a drill found them. */
const STATES = ['proven', 'partly proven', 'failed', 'cut', 'hollow', 'orphan'] as const

const drawn = fc.record({
  options: fc.constantFrom(...CHOICES),
  mode: fc.constantFrom('full', 'full', 'full', 'schema', 'data'),
  backupClass: fc.constantFrom(...CLASSES),
  days: fc.integer({ min: 2, max: 130 }),
  state: fc.constantFrom('good', 'good', 'good', 'proven', ...STATES),
  kind: fc.constantFrom('own', 'own', 'own', 'own', 'dump', 'log'),
})
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never
const histories = fc.uniqueArray(drawn, { selector: ({ days }) => days, maxLength: 12 })

function policyOf(yaml: string): Policy {
  const policy = parsePolicy(yaml)
  if (!policy.ok) throw new Error(policy.problem)
  return policy.value
}

/** What a prune asks of a bucket, over objects in memory, all of them uploads of ours. */
function memoryStore(objects: Map<string, Buffer>): ObjectStore {
  const modified = daysAgo(200)
  return {
    ...folderStore(tmpdir()),
    clock: () => Promise.resolve(new Date()),
    get: key => Promise.resolve(Readable.from([objects.get(key) ?? Buffer.alloc(0)])),
    head: key => {
      const bytes = objects.get(key)?.length
      return Promise.resolve(bytes === undefined ? undefined : { key, bytes, modified, ours: true })
    },
    put: (key, bytes) => {
      objects.set(key, Buffer.from(bytes))
      return Promise.resolve({ key, bytes: bytes.length, modified })
    },
    lockOf: () => Promise.resolve(undefined),
    async *unfinished() {},
    async *list(prefix) {
      for (const [key, { length }] of objects)
        if (key.startsWith(prefix)) yield { key, bytes: length, modified }
    },
    async *removeMany(keys) {
      for await (const key of keys) {
        objects.delete(key)
        yield { key, outcome: 'removed' }
      }
    },
  }
}

/** Puts a history into the store. Returns what was drawn, by its key there. */
async function put(history: readonly Drawn[], objects: Map<string, Buffer>): Promise<Map<string, Drawn>> {
  const keys = new Map<string, Drawn>()
  for (const each of history) {
    const startedAt = daysAgo(each.days)
    const stamp = startedAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_')
    if (each.kind !== 'own') {
      const legacy = `backups/shop_backup_${stamp}.${each.kind}`
      objects.set(legacy, Buffer.from('x'))
      keys.set(legacy, each)
      continue
    }
    const own = objectsOf({ ...each, startedAt })
    const [key = ''] = own.keys()
    for (const [name, bytes] of own) objects.set(name, bytes)
    keys.set(key, each)
    await spoil(each, key, startedAt, objects)
  }
  return keys
}

async function spoil({ state }: Drawn, key: string, at: Date, objects: Map<string, Buffer>): Promise<void> {
  if (state === 'cut') objects.set(key, Buffer.from('x'))
  if (state === 'hollow') objects.delete(key)
  if (state === 'orphan') objects.delete(manifestKey(key))
  if (state === 'proven' || state === 'partly proven' || state === 'failed')
    await storeDrill(memoryStore(objects), key, state, at)
}

const isGood = ({ kind, state }: Drawn): boolean =>
  kind === 'own' && (state === 'good' || state === 'proven' || state === 'partly proven')
const isPrimary = ({ backupClass }: Drawn): boolean => backupClass !== 'pre-restore'

/** Whether one holds all that another does. */
function holdsAll(kept: Drawn, { mode, options }: Drawn): boolean {
  if (kept.options === options && (kept.mode === mode || kept.mode === 'full')) return true
  const whole = Object.keys(kept.options).length === 0
  return whole && (kept.mode === 'full' || kept.mode === mode)
}

/** Whether what is kept is as good as what is gone: a backup that holds as much, or of legacy ones another of its name. */
function standsIn(kept: Drawn, gone: Drawn): boolean {
  if (gone.kind !== 'own' && kept.kind === gone.kind) return true
  const enough = isGood(kept) && (isPrimary(kept) || (gone.kind === 'own' && !isPrimary(gone)))
  return enough && holdsAll(kept, gone.kind === 'own' ? gone : { ...gone, mode: 'full', options: {} })
}

interface Pruned {
  readonly kept: readonly Drawn[]
  readonly gone: readonly Drawn[]
  /** Keys of backups of which some objects are left and others not. */
  readonly half: readonly string[]
}

/** Prunes for real, and looks at what is left. */
async function pruned(history: readonly Drawn[], policy: Policy): Promise<Pruned> {
  const objects = new Map<string, Buffer>()
  const keys = await put(history, objects)
  const before = new Map(objects)
  await runPrune(memoryStore(objects), { policy })
  const isThere = (key: string): boolean =>
    [key, manifestKey(key)].every(name => objects.has(name) || !before.has(name))
  const all = [...keys]
  const isHalf = (key: string): boolean =>
    objects.has(manifestKey(key)) &&
    [...before.keys()].some(name => name.startsWith(key) && !objects.has(name))
  return {
    kept: all.filter(([key]) => isThere(key)).map(([, each]) => each),
    gone: all.filter(([key]) => !isThere(key)).map(([, each]) => each),
    half: all.filter(([key]) => isHalf(key)).map(([key]) => key),
  }
}

async function holds(check: (outcome: Pruned) => boolean, policies = POLICIES): Promise<void> {
  const over = fc.asyncProperty(histories, fc.constantFrom(...policies), async (history, policy) =>
    check(await pruned(history, policy)),
  )
  await fc.assert(over, { numRuns: 1000 })
}

describe('over 1,000 random stores, a prune for real', () => {
  it('leaves of all that it removes something that holds as much, whole and not refuted', () =>
    holds(({ gone, kept }) =>
      gone
        .filter(each => each.kind !== 'own' || (isGood(each) && isPrimary(each)))
        .every(each => kept.some(other => standsIn(other, each))),
    ))

  it('leaves the newest good backup of every choice of schemas, tables, exclusions and mode, by their manifests', () =>
    holds(({ gone, kept }) => {
      const choiceOf = ({ mode, options }: Drawn): string => JSON.stringify([mode, options])
      const good = [...gone, ...kept].filter(each => isGood(each) && isPrimary(each))
      return [...Map.groupBy(good, choiceOf).values()].every(some => {
        const newest = some.toSorted((one, other) => one.days - other.days)[0]
        return newest === undefined || kept.includes(newest)
      })
    }))

  it('leaves of all that a drill proved something that one proved, as much of it', () =>
    holds(({ gone, kept }) => {
      const proven = (all: readonly Drawn[], ...states: Drawn['state'][]): Drawn[] =>
        all.filter(each => each.kind === 'own' && isPrimary(each) && states.includes(each.state))
      const left = proven(kept, 'proven')
      const partly = [...left, ...proven(kept, 'partly proven')]
      return (
        proven(gone, 'proven').every(each => left.some(other => standsIn(other, each))) &&
        proven(gone, 'partly proven').every(each => partly.some(other => standsIn(other, each)))
      )
    }))

  it('sweeps a dump without manifest only for one that is the series’ own and holds as much', () =>
    holds(
      ({ gone, kept }) =>
        gone
          .filter(each => each.kind === 'own' && each.state === 'orphan')
          .every(each => kept.some(other => isPrimary(other) && standsIn(other, each))),
      [WITHOUT_LEGACY],
    ))

  it('leaves each backup whole or gone', () =>
    holds(({ half }) => {
      expect(half).toEqual([])
      return true
    }))
})
