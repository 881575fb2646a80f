import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BACKUP_CLASSES } from '../../../src/catalog/backup-class.ts'
import { nameOfGroup as name, successorOf } from '../../../src/catalog/group.ts'
import { classesThatMatter, planRetention } from '../../../src/retention/plan-retention.ts'
import type { Policy } from '../../../src/retention/policy.ts'
import { isPrimary, isRetainable, type StoredBackup } from '../../../src/retention/stored-backup.ts'
import { histories, longerThan, NOW, policies } from '../../support/retention-example.ts'

const RUNS = { numRuns: 10_000 }
const DAY_MS = 86_400_000

function removed(backups: readonly StoredBackup[], policy: Policy): Set<StoredBackup> {
  const { verdicts } = planRetention(backups, policy, NOW)
  return new Set(verdicts.filter(({ verdict }) => verdict === 'remove').map(({ backup }) => backup))
}

function newest(backups: readonly StoredBackup[]): Date {
  return new Date(Math.max(...backups.map(({ startedAt }) => startedAt.getTime())))
}

/** Whether one of the newest of each group of them is left: of two that are equally new, one is enough. */
function leavesNewestOfEach(backups: readonly StoredBackup[], gone: ReadonlySet<StoredBackup>): boolean {
  return [...Map.groupBy(backups, ({ group }) => name(group)).values()].every(group => {
    const last = newest(group).getTime()
    return group.some(each => each.startedAt.getTime() === last && !gone.has(each))
  })
}

function holds(check: (backups: readonly StoredBackup[], policy: Policy) => boolean): void {
  fc.assert(fc.property(histories, policies, check), RUNS)
}

describe('over 10,000 random histories and policies, a prune', () => {
  it('leaves the newest proven backup of every series, and of all that it holds, also if a restore copied its target since', () => {
    holds((backups, policy) =>
      leavesNewestOfEach(
        backups.filter(each => isRetainable(each) && isPrimary(each)),
        removed(backups, policy),
      ),
    )
  })

  it.each(['proven', 'partly proven'])(
    'leaves the newest backup of every series that a drill found %s',
    how => {
      holds((backups, policy) => {
        const drilled = backups.filter(each => isRetainable(each) && isPrimary(each) && each.drilled === how)
        return leavesNewestOfEach(drilled, removed(backups, policy))
      })
    },
  )

  it('lets a copy that a restore took of its target go by its age alone, also where there is nothing else', () => {
    holds((backups, policy) => {
      const verdictOf = (all: readonly StoredBackup[]): Map<string, string> =>
        new Map(planRetention(all, policy, NOW).verdicts.map(({ backup, rule }) => [backup.key, rule]))
      const copies = backups.filter(each => !each.legacy && !isPrimary(each))
      const [among, alone] = [verdictOf(backups), verdictOf(copies)]
      return copies.every(
        ({ key }) => among.get(key) === alone.get(key) && !among.get(key)?.includes('newest'),
      )
    })
  })

  it('leaves something of every series that had something to restore from', () => {
    holds((backups, policy) => {
      const gone = removed(backups, policy)
      const complete = backups.filter(each => each.complete && isPrimary(each))
      return [...Map.groupBy(complete, ({ group }) => name(group)).values()].every(group =>
        group.some(each => !gone.has(each)),
      )
    })
  })

  it('leaves the newest legacy backup of every name and ending that no proven backup stands in for', () => {
    holds((backups, policy) => {
      const proven = new Set(
        backups
          .filter(each => isRetainable(each) && each.backupClass !== 'pre-restore')
          .map(({ group }) => name(group)),
      )
      const legacy = backups.filter(each => {
        const successor = successorOf(each.group)
        return each.legacy && each.bytes > 0 && !(successor && proven.has(name(successor)))
      })
      return leavesNewestOfEach(legacy, removed(backups, policy))
    })
  })

  it('removes nothing that is locked, younger than a day, or without a manifest and no legacy backup', () => {
    holds((backups, policy) =>
      [...removed(backups, policy)].every(
        ({ complete, legacy, locked, startedAt }) =>
          locked === undefined && NOW.getTime() - startedAt.getTime() >= DAY_MS && (complete || legacy),
      ),
    )
  })

  it('removes nothing that was stored within 30 days under a name that records days before', () => {
    holds((backups, policy) =>
      [...removed(backups, policy)].every(
        ({ storedLate }) => !storedLate || NOW.getTime() - storedLate.getTime() >= 30 * DAY_MS,
      ),
    )
  })

  it('counts only proven backups: what becomes of them is the same without all others', () => {
    holds((backups, policy) => {
      const gone = removed(backups, policy)
      const proven = backups.filter(isRetainable)
      const alone = removed(proven, policy)
      return proven.every(each => gone.has(each) === alone.has(each))
    })
  })

  it('gives each backup one verdict and one reason, regardless of the order they are listed in', () => {
    const shuffled = histories.chain(backups =>
      fc.tuple(fc.constant(backups), fc.shuffledSubarray([...backups], { minLength: backups.length })),
    )
    fc.assert(
      fc.property(shuffled, policies, ([backups, defaultDescription], policy) => {
        const plan = planRetention(backups, policy, NOW)
        expect(new Set(plan.verdicts.map(({ backup }) => backup))).toEqual(new Set(backups))
        expect(plan.verdicts).toHaveLength(backups.length)
        expect(plan.verdicts.every(({ rule }) => rule !== '')).toBe(true)
        expect(planRetention(defaultDescription, policy, NOW)).toEqual(plan)
      }),
      { numRuns: 2_000 },
    )
  })

  it('removes nothing more when it is run again', () => {
    holds((backups, policy) => {
      const gone = removed(backups, policy)
      const left = backups.filter(each => !gone.has(each))
      return removed(left, policy).size === 0
    })
  })

  it('removes nothing more by a policy that keeps longer, counts more or has more rules', () => {
    const pairs = policies.chain(policy => fc.tuple(fc.constant(policy), longerThan(policy)))
    fc.assert(
      fc.property(histories, pairs, (backups, [policy, longer]) => {
        const gone = removed(backups, policy)
        return [...removed(backups, longer)].every(each => gone.has(each))
      }),
      RUNS,
    )
  })
})

describe('whether a backup’s class matters', () => {
  const unlisted = BACKUP_CLASSES.filter(each => each !== 'pre-deploy' && each !== 'pre-restore')

  it('is never wrong: regardless of the classes turn out to be, no other verdict changes', () => {
    const drawn = fc.tuple(
      histories,
      fc.array(fc.constantFrom(...unlisted), { minLength: 40, maxLength: 40 }),
    )
    fc.assert(
      fc.property(drawn, policies, ([backups, classes], policy) => {
        const matter = new Set(classesThatMatter(backups, policy, NOW).map(({ key }) => key))
        const gone = new Set([...removed(backups, policy)].map(({ key }) => key))
        const known = backups.map((each, index) =>
          each.backupClass === undefined && !each.legacy ? { ...each, backupClass: classes[index] } : each,
        )
        const goneThen = new Set([...removed(known, policy)].map(({ key }) => key))
        return backups.every(({ key }) => matter.has(key) || gone.has(key) === goneThen.has(key))
      }),
      RUNS,
    )
  })

  it('is never asked in vain: some class would keep it, and another would not', () => {
    holds((backups, policy) =>
      classesThatMatter(backups, policy, NOW).every(unknown => {
        const dispositions = unlisted.map(backupClass => {
          const known = { ...unknown, backupClass }
          return removed(
            backups.map(each => (each === unknown ? known : each)),
            policy,
          ).has(known)
        })
        return new Set(dispositions).size === 2
      }),
    )
  })

  it('keeps what it matters for while it is not known', () => {
    holds((backups, policy) => {
      const gone = removed(backups, policy)
      return classesThatMatter(backups, policy, NOW).every(each => !gone.has(each))
    })
  })
})
