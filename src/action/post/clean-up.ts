import type { Leftover, StoreName } from '../../core/ledger.ts'
import { leftBehind } from '../../core/left-behind.ts'
import type { ObjectStore } from '../../storage/store.ts'

export interface CleanUpParts {
  readonly storeOf: (name: StoreName) => ObjectStore | undefined
  /** Ends the process if it still is that program: process ids are used again. Returns whether it did. */
  readonly endProcess: (pid: number, program: string) => Promise<boolean>
  /** Ends all processes of the throwaway server that lives in a folder. Returns whether there were any. */
  readonly endServer: (folder: string) => Promise<boolean>
  readonly removeDirectory: (path: string) => Promise<void>
  /** Drops a drill's scratch database, whoever is connected to it. */
  readonly dropScratchDatabase: (name: string, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
}

export interface CleanUp {
  readonly done: readonly string[]
  readonly failed: readonly string[]
}

const RANK: Readonly<Record<Leftover['kind'], number>> = {
  process: 0,
  server: 0,
  upload: 1,
  object: 2,
  directory: 2,
  'scratch-database': 2,
}

/**
 * Undoes what a run left behind that was killed, or could not clean up, the last step first: but processes before all, since they might still write, and
 * then uploads, since a completion on its way makes an object until the upload is gone.
 */
export async function cleanUp(leftovers: readonly Leftover[], parts: CleanUpParts): Promise<CleanUp> {
  const done: string[] = []
  const failed: string[] = []
  const ordered = leftovers.toReversed().toSorted((a, b) => RANK[a.kind] - RANK[b.kind])
  for (const leftover of ordered) {
    try {
      const what = await undo(leftover, parts)
      if (what) done.push(what)
    } catch (error) {
      const store = 'store' in leftover ? parts.storeOf(leftover.store) : undefined
      failed.push(leftBehind(leftover, error, store))
    }
  }
  return { done, failed }
}

async function undo(leftover: Leftover, parts: CleanUpParts): Promise<string | undefined> {
  switch (leftover.kind) {
    case 'process':
      return (await parts.endProcess(leftover.pid, leftover.program))
        ? `ended ${leftover.program}`
        : undefined
    case 'server':
      return (await parts.endServer(leftover.folder)) ? 'ended the throwaway PostgreSQL' : undefined
    case 'directory':
      await parts.removeDirectory(leftover.path)
      return `removed ${leftover.path}`
    case 'scratch-database':
      await parts.dropScratchDatabase(leftover.name, parts.signal)
      return `dropped the database ${leftover.name}`
    case 'upload':
      await parts.storeOf(leftover.store)?.discard(leftover.trace, parts.signal)
      return 'aborted an unfinished upload'
    case 'object':
      return removeUnfinished(leftover, parts)
  }
}

/** What has its manifest is a complete backup, whatever became of the run that made it; what lacks the mark is another's. */
async function removeUnfinished(
  { store: name, key, mark, manifest, receipt }: Extract<Leftover, { kind: 'object' }>,
  { storeOf, signal }: CleanUpParts,
): Promise<string | undefined> {
  const store = storeOf(name)
  if (!store || (await store.head(manifest, signal))) return undefined
  if (!(await store.removeOwn(key, mark, signal, receipt))) return undefined
  return `removed ${store.url(key)}, which had no manifest`
}
