/** What can change how a line is shown, or where it ends: controls of terminals, line separators, directions of text. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u

/**
 * Whether a key can be asked for and removed in every store: others name objects as they like, with backslashes, or with
 * `.` and `..` between slashes, which no folder has and what stands before a bucket may read as another key.
 */
export function isPlainKey(key: string): boolean {
  return (
    key !== '' &&
    !key.includes('\\') &&
    !UNSEEN.test(key) &&
    !key.split('/').some(segment => segment === '.' || segment === '..')
  )
}

/** Whether an object of that key can be one of ours: its parts have names, too. */
export function isOurKindOfKey(key: string): boolean {
  return isPlainKey(key) && !key.split('/').includes('')
}
