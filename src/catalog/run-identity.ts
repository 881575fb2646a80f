/** Where a backup was made; all undefined outside of GitHub. */
export interface RunIdentity {
  readonly repository: string | undefined
  readonly commit: string | undefined
  readonly url: string | undefined
}
