import { doubledKeys } from '../../core/doubled-keys.ts'
import { messageOf } from '../../core/errors.ts'
import { type FleetDefaults, type FleetEntry, MOST_ENTRIES } from './entry.ts'
import { entryName, readEntry, sameBackup } from './read-entry.ts'

/** The databases, or all that is wrong with the list: a line for each, which completes “databases: …”. */
export interface ParsedDatabases {
  /** Those that can be read; all of them where there is no problem. */
  readonly entries: readonly FleetEntry[]
  readonly problems: readonly string[]
}

const EXAMPLE = '[{ "name": "shop", "secret": "SHOP" }]'

/** Reads the JSON list of databases. */
export function parseDatabases(text: string, defaults: FleetDefaults): ParsedDatabases {
  const list = listIn(text)
  if (!Array.isArray(list)) return { entries: [], problems: [list] }
  const read = list.map((value: unknown, index) => {
    const { entry, problems } = readEntry(value, index, defaults)
    return { entry, problems: problems.map(problem => `entry ${entryName(value, index)}: ${problem}`) }
  })
  const entries = read.flatMap(({ entry }) => entry ?? [])
  return {
    entries,
    problems: [...doubled(text), ...read.flatMap(({ problems }) => problems), ...twice(entries)],
  }
}

/** Which of the two is meant, nobody can know. */
function doubled(text: string): string[] {
  return doubledKeys(text).map(
    ({ column, line }) =>
      `has a key for the second time in one entry (line ${line} column ${column}); leave one of them`,
  )
}

/** The list, or what is wrong with it as a whole. */
function listIn(text: string): unknown[] | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    // The rest of that message repeats a piece of the text, which may be a URL in the wrong place.
    const [where = ''] = /\(line \d+ column \d+\)/.exec(messageOf(error)) ?? []
    return `is not JSON${where && ` ${where}`}; write a list such as ${EXAMPLE}`
  }
  if (!Array.isArray(value)) return `is JSON, but no list; write one such as ${EXAMPLE}`
  if (value.length === 0) return `names no database; write at least one, as in ${EXAMPLE}`
  if (value.length > MOST_ENTRIES)
    return `has ${value.length} entries, and GitHub makes ${MOST_ENTRIES} jobs of a list; call the workflow once for each ${MOST_ENTRIES}`
  return value
}

/** Two backups of one name in one place would be one series, of two databases. */
function twice(entries: readonly FleetEntry[]): string[] {
  return entries.flatMap((entry, position) => {
    const first = entries.slice(0, position).find(other => sameBackup(other, entry))
    return first
      ? [
          `entry ${entry.index + 1} (${entry.name}): has the name and the destination of entry ${first.index + 1}; write another name, or another destination`,
        ]
      : []
  })
}
