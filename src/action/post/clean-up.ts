import type { CleanupTask, StoreName } from '../../core/cleanup-journal.ts'
import { leftBehind } from '../../core/left-behind.ts'
import type { ObjectStore } from '../../storage/store.ts'

export interface CleanUpDeps {
  readonly storeOf: (name: StoreName) => Promise<ObjectStore | undefined>
  /** Ends the process if it still is that program: process ids are used again. Returns whether it did. */
  readonly endProcess: (pid: number, program: string) => Promise<boolean>
  /** Ends all processes of the throwaway server that lives in a folder. Returns whether there were any. */
  readonly endServer: (folder: string) => Promise<boolean>
  readonly removeDirectory: (path: string) => Promise<void>
  /** Drops a drill's scratch database, no matter who is connected to it. */
  readonly dropScratchDatabase: (name: string, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
}

export interface CleanUp {
  readonly done: readonly string[]
  readonly failed: readonly string[]
}

const RANK: Readonly<Record<CleanupTask['kind'], number>> = {
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
export async function cleanUp(tasks: readonly CleanupTask[], parts: CleanUpDeps): Promise<CleanUp> {
  const done: string[] = []
  const failed: string[] = []
  const ordered = tasks.toReversed().toSorted((a, b) => RANK[a.kind] - RANK[b.kind])
  for (const task of ordered) {
    try {
      const what = await undo(task, parts)
      if (what) done.push(what)
    } catch (error) {
      const store = 'store' in task ? await parts.storeOf(task.store) : undefined
      failed.push(leftBehind(task, error, store))
    }
  }
  return { done, failed }
}

async function undo(task: CleanupTask, parts: CleanUpDeps): Promise<string | undefined> {
  switch (task.kind) {
    case 'process':
      return (await parts.endProcess(task.pid, task.program)) ? `ended ${task.program}` : undefined
    case 'server':
      return (await parts.endServer(task.folder)) ? 'ended the throwaway PostgreSQL' : undefined
    case 'directory':
      await parts.removeDirectory(task.path)
      return `removed ${task.path}`
    case 'scratch-database':
      await parts.dropScratchDatabase(task.name, parts.signal)
      return `dropped the database ${task.name}`
    case 'upload':
      await (await parts.storeOf(task.store))?.discard(task.trace, parts.signal)
      return 'aborted an unfinished upload'
    case 'object':
      return removeUnfinished(task, parts)
  }
}

/** What has its manifest is a complete backup, no matter what became of the run that made it; what lacks the mark is another's. */
async function removeUnfinished(
  { store: name, key, uploadTag, manifest, receipt }: Extract<CleanupTask, { kind: 'object' }>,
  { storeOf, signal }: CleanUpDeps,
): Promise<string | undefined> {
  const store = await storeOf(name)
  if (!store || (await store.head(manifest, signal))) return undefined
  if (!(await store.removeIfTagged(key, uploadTag, signal, receipt))) return undefined
  return `removed ${store.url(key)}, which had no manifest`
}
