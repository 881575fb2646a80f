/** The repository that a package is fetched from. */
export interface Provider {
  /** For people; without credentials. */
  readonly label: string
  /** The repository's root, ending in `/`. May hold credentials. */
  readonly root: string
  /** See Release. */
  readonly automatic: boolean
}
