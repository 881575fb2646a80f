import { fittingList, type Outputs } from '../action/outputs.ts'
import { countOf, freedBytes, type PrunedBackup, type PruneReport } from './prune-report.ts'

/** Every output of the prune action, once. */
export const PRUNE_OUTPUTS: Outputs<PruneReport> = {
  removed: {
    description: 'How many backups were removed; with `dry-run` how many would be.',
    read: ({ backups }) => countOf(backups, 'removed', 'planned'),
  },
  kept: {
    description: 'How many are kept, those among them that are locked.',
    read: ({ backups }) => countOf(backups, 'kept', 'locked'),
  },
  failed: {
    description: 'How many could not be removed.',
    read: ({ backups }) => countOf(backups, 'failed'),
  },
  'freed-bytes': {
    description: 'The size of what was removed and swept, in bytes; with `dry-run` of what would be.',
    read: freedBytes,
  },
  archived: {
    description:
      'The keys of the copies that were archived, one a line; with `dry-run` of those that would be.',
    read: ({ archived }) => archived.map(({ key }) => key).join('\n'),
  },
  swept: {
    description: 'How much was swept that belonged to no backup; with `dry-run` how much would be.',
    read: ({ leftovers }) => countOf(leftovers, 'removed', 'planned'),
  },
  plan: {
    description:
      'Each backup as JSON, `[{"key", "series", "what", "class", "startedAt", "bytes", "disposition", "rule"}]`, what is not kept first; `disposition` is `removed`, `planned`, `kept`, `locked` or `failed`. Cut after 100 kB.',
    words: true,
    read: ({ backups }) => planOf(backups),
  },
}

function planOf(backups: readonly PrunedBackup[]): string {
  const kept = (each: PrunedBackup): boolean => each.disposition.kind === 'kept'
  const ordered = [...backups.filter(each => !kept(each)), ...backups.filter(kept)]
  return fittingList(
    ordered.map(({ backupClass, bytes, disposition, key, series, startedAt, what }) => ({
      key,
      series,
      what,
      class: backupClass,
      startedAt,
      bytes,
      disposition: disposition.kind,
      rule: disposition.rule,
    })),
  )
}
