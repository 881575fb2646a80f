import type { Files } from '../../../../src/postgres/connection/files.ts'

/** Files that exist only in a test: path → text, all of one mode. */
export function filesInMemory(texts: Readonly<Record<string, string>>, mode = 0o600): Files {
  return {
    read: path => texts[path],
    mode: path => (path in texts ? mode : undefined),
  }
}
