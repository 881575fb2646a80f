import type { TocComment } from '../fingerprint/toc-comment.ts'

/** An entry of an archive's table of contents, with what is needed to ask for it. Schema is `-` where it has none. */
export interface TocEntry extends TocComment {
  /** pg_dump's own number for it: what a use-list (`pg_restore --use-list`) names. */
  readonly id: number
  /** Empty where the archive was written without owners. */
  readonly owner: string
}
