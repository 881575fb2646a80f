const NAME = /^(.*)_\d{8}_\d{6}(?=[._])/s
const WHAT = new Map([
  ['backup', 'full'],
  ['schema', 'schema'],
  ['data', 'data'],
])

/** The same for equal groups, and for no others. */
export function nameOfGroup({ database, ending, series, what }: RetentionGroup): string {
  return JSON.stringify([series, what, ending, database])
}

/** The group that a name stands for, whichever database of a series it is of. */
export function ofAnyDatabase({ ending, series, what }: RetentionGroup): RetentionGroup {
  return { series, what, ...(ending !== undefined && { ending }) }
}

/** One object, and one text of each name, for all equal groups: there are few, and may be very many backups of them. */
export class FewGroups {
  readonly #known = new Map<string, RetentionGroup>()

  of(group: RetentionGroup): RetentionGroup {
    const name = nameOfGroup(group)
    const known = this.#known.get(name) ?? group
    this.#known.set(name, known)
    return known
  }
}

/**
 * The group of a backup by its key: `shop/2026/11/shop_backup_20261101_030000.dump` is of series shop and holds the full
 * database. What is neither that nor its schema nor its data is of tables: of those in its name. Its manifest may say that
 * it holds less.
 */
export function groupOf(key: string): RetentionGroup {
  const folders = key.split('/')
  const file = folders.at(-1) ?? key
  const series = folders.length > 1 ? (folders[0] ?? '') : ''
  const [, stem = file] = NAME.exec(file) ?? []
  const named = stem.startsWith(`${series}_`) ? stem.slice(series.length + 1) : stem
  const what = folders.slice(1, -1).includes('tables') ? undefined : WHAT.get(named)
  return { series, what: what ?? `tables ${named}` }
}

/** Folders that the runbooks sort one server's dumps into. */
const SORTED_INTO = ['backups', 'pre-deploy', 'pre-restore', 'schemas', 'data-only', 'tables']

/**
 * The group of a legacy object: its series is its folders, except those of dates, and what stands before the time in its
 * name, so that equal names of two servers are two series. A log beside a dump ends otherwise, and does not stand in for it.
 * @param stem what stands before the time in its name
 * @param ending what follows the time; long numbers in it count runs
 */
export function legacyGroupOf(folders: readonly string[], stem: string, ending: string): RetentionGroup {
  const [, name = stem, kind = 'backup'] = /^(.*?)[_.-](backup|schema|data)$/s.exec(stem) ?? []
  const named = [...folders.filter(folder => !/^[\d_.-]*$/.test(folder)), name].filter(part => part !== '')
  return {
    series: named.join('/'),
    what: folders.includes('tables') ? `tables ${stem}` : (WHAT.get(kind) ?? 'full'),
    ending: ending.replaceAll(/\d{4,}/g, '#'),
  }
}

/**
 * The group whose backups, made with manifests, stand in for legacy ones of this group: of the series of that name.
 * Undefined if they are in a folder that may be another server's, whose database of that name is another.
 * @param owner the series whose folder is no other server's either
 */
export function successorOf({ series, what }: RetentionGroup, owner?: string): RetentionGroup | undefined {
  const folders = series.split('/')
  const name = folders.pop() ?? series
  return folders.every(each => each === name || each === owner || SORTED_INTO.includes(each))
    ? { series: name, what }
    : undefined
}

/** Backups that stand in for each other: the keep rules count them together, and the newest of them is never removed. */
export interface RetentionGroup {
  readonly series: string
  /** `full`, `schema`, `data`, or `tables` and which: a backup of one table does not stand in for one of another. */
  readonly what: string
  /** Of legacy ones: what follows the time in their names. */
  readonly ending?: string
  /** Which database, for people, if a series has backups of several; each is a group of its own. */
  readonly database?: string
}
