import type { Receipt, UploadTrace } from './upload-trace.ts'

/** The stores of one run. */
export type StoreName = 'destination' | 'local-copy'

/** Something that a run would leave behind if it were killed now. Serialisable: the post step reads it in another process. */
export type CleanupTask =
  | { readonly kind: 'upload'; readonly store: StoreName; readonly trace: UploadTrace }
  /** Left alone where its manifest exists, since then the backup was complete, and where it does not carry the mark. */
  | {
      readonly kind: 'object'
      readonly store: StoreName
      readonly key: string
      readonly uploadTag: string
      readonly manifest: string
      /** The store has accepted the object, and did not show it afterwards. */
      readonly receipt?: Receipt
    }
  | { readonly kind: 'process'; readonly pid: number; readonly program: string }
  | { readonly kind: 'directory'; readonly path: string }
  /** A throwaway server that lives in a folder, which is a leftover of its own. */
  | { readonly kind: 'server'; readonly folder: string }
  /** On the server of the input `server-url`. */
  | { readonly kind: 'scratch-database'; readonly name: string }

/** Remembers what has to be undone should this process die before it can undo it itself. */
export interface CleanupJournal {
  /** Records a leftover before it can exist without a record; the returned function strikes it out. */
  record(task: CleanupTask): () => void
}
