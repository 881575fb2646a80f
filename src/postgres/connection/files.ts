import { readFileSync, statSync } from 'node:fs'

/** The few files that a connection is read from: password file, service file, certificates. */
export interface Files {
  /** The text of a regular file; undefined when it is missing or cannot be read. */
  read(path: string): string | undefined
  /** Permission bits, e.g. 0o600; undefined when it is missing or has none (Windows). */
  mode(path: string): number | undefined
}

/** The machine's own. */
export const localFiles: Files = {
  read: path => {
    try {
      return statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined
    } catch {
      return undefined
    }
  },
  mode: path => {
    if (process.platform === 'win32') return undefined
    try {
      return statSync(path).mode & 0o777
    } catch {
      return undefined
    }
  },
}
