/** What was read from a connection string: parameters by libpq's names, and what is wrong with it. */
export interface Reading {
  readonly settings: ReadonlyMap<string, string>
  /** Each completes “database-url: …”, and quotes nothing that may be a secret. */
  readonly problems: readonly string[]
}

export function unreadable(...problems: string[]): Reading {
  return { settings: new Map(), problems }
}
