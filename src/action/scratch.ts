import { mkdtempSync, rmdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupError } from '../core/errors.ts'
import type { Ledger } from '../core/ledger.ts'
import { markOwner } from '../stream/owner.ts'

const PREFIX = 'pg-backup-'

/** Whether a folder's name is one that is made here. */
export function isScratchName(name: string): boolean {
  return new RegExp(`^${PREFIX}[A-Za-z0-9]{6}$`).test(name)
}

/** A folder for one run's temporary files. */
export interface Scratch {
  readonly path: string
  remove(): Promise<void>
}

/** Makes it in the runner's own temporary folder, and remembers it. */
export function openScratch(temp: string, ledger: Ledger): Scratch {
  const path = makeFolder(temp)
  const strike = recorded(path, ledger)
  markOwner(path)
  return {
    path,
    remove: async () => {
      await rm(path, { recursive: true, force: true })
      strike()
    },
  }
}

function recorded(path: string, ledger: Ledger): () => void {
  try {
    return ledger.record({ kind: 'directory', path })
  } catch (error) {
    rmdirSync(path)
    throw error
  }
}

function makeFolder(temp: string): string {
  try {
    return mkdtempSync(join(temp, PREFIX))
  } catch (cause) {
    throw new BackupError(
      {
        kind: 'environment',
        code: 'scratch-unusable',
        message: `No folder for temporary files can be made in ${temp} (RUNNER_TEMP).`,
        hint: 'Check that it exists, can be written to by this user, and that its disk is not full.',
      },
      cause,
    )
  }
}
