/**
 * Whether a key can be asked for and removed in every store: others name objects as they like, with backslashes, or with
 * `.` and `..` between slashes, which no folder has and what stands before a bucket may read as another key.
 */
export function isPlainKey(key: string): boolean {
  return (
    key !== '' && !/[\\\0]/.test(key) && !key.split('/').some(segment => segment === '.' || segment === '..')
  )
}
