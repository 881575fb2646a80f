import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { availableMemory } from 'node:process'
import { isAlive } from './is-alive.ts'
import { KEPT_TEMP, keptTemp, RUN_FOLDER } from './temp-folders.ts'

const MEMORY = '/dev/shm'
const PREFIX = 'pgt-'
/** Above what all workers together have ever had in files, with room for the programs themselves. */
const LEAST_FREE_BYTES = 6 * 1024 ** 3

/**
 * Gives a run of the tests a folder for everything that is thrown away, which ends with it. It is in memory where there
 * is room: nearly all that tests write are databases that live for seconds, and making one costs ten times as much on a
 * disk.
 * @returns removes it
 */
export default function setUp(): () => void {
  const place = hasRoomInMemory() ? MEMORY : keptTemp()
  removeAbandoned(place)
  // Short: paths of sockets are in it, and they may not be long.
  const folder = join(place, PREFIX + process.pid)
  mkdirSync(folder)
  // Servers that root starts run under another account.
  chmodSync(folder, 0o1777)
  process.env[KEPT_TEMP] = keptTemp()
  process.env[RUN_FOLDER] = folder
  process.env['TMPDIR'] = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
}

function hasRoomInMemory(): boolean {
  try {
    const [, , type, options = ''] =
      readFileSync('/proc/mounts', 'utf8')
        .split('\n')
        .map(line => line.split(' '))
        .find(([, place]) => place === MEMORY) ?? []
    const { bavail, bsize } = statfsSync(MEMORY)
    // Containers often allow it 64 MB, and no programs, which tests put there too.
    const usable = type === 'tmpfs' && !options.split(',').some(each => each === 'noexec' || each === 'ro')
    return usable && Math.min(bavail * bsize, availableMemory()) >= LEAST_FREE_BYTES
  } catch {
    return false
  }
}

/** A run that was killed could not remove its own. */
function removeAbandoned(place: string): void {
  for (const name of readdirSync(place)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)$`).exec(name)?.[1])
    if (!pid || isAlive(pid)) continue
    try {
      rmSync(join(place, name), { recursive: true, force: true })
    } catch {
      // Another user's.
    }
  }
}
