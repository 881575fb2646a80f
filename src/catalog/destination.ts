import { type Parsed, parsed, quoted, refused } from '../core/parsed.ts'

/** Where backups go. `prefix` has no slash at either end and may be empty. */
export type Destination =
  | { readonly kind: 's3'; readonly bucket: string; readonly prefix: string }
  | { readonly kind: 'folder'; readonly path: string }

const S3_FORM = 's3://bucket/prefix'

/**
 * Reads `s3://bucket/prefix`, or the path of a folder. What is neither is refused rather than taken for a folder: a bucket's
 * name without its scheme would store backups in the workspace, which is gone with the job.
 */
export function parseDestination(text: string): Parsed<Destination> {
  const [, arn] = /^arn:[^:]*:s3:::(\S+)$/i.exec(text) ?? []
  if (arn !== undefined) return refused(`${quoted(text)} is an ARN; write s3://${arn}`)
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(text)?.[1]
  if (scheme === undefined) {
    if (/^(?:\/(?!\/)|~|\.\.?(?:\/|$)|[A-Za-z]:\\)/.test(text)) return parseFolder(text)
    return refused(
      `${quoted(text)} is neither a bucket nor the path of a folder; write ${S3_FORM}, or a path that begins with / or ./`,
    )
  }
  // The rest of such an address may hold credentials: only its scheme is repeated.
  if (scheme !== 's3') return refused(`${scheme}: is not known; write ${S3_FORM}, or the path of a folder`)
  if (!text.startsWith('s3://')) return refused(`s3: needs two slashes after it; write ${S3_FORM}`)
  const [bucket = '', ...folders] = text.slice('s3://'.length).split('/')
  if (/^arn:/i.test(bucket) || /:accesspoint/i.test(text))
    return refused(
      'access points are not supported by their ARN; write s3://bucket/prefix with the name of the bucket, or with the alias of the access point (it ends in -s3alias)',
    )
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(bucket)) {
    return refused(`${quoted(bucket)} is not a bucket's name; write s3://bucket/prefix`)
  }
  const named = folders.filter(folder => folder !== '')
  const odd = named.find(folder => folder === '.' || folder === '..' || /\p{Cc}/u.test(folder))
  if (odd !== undefined) return refused(`${quoted(odd)} can't be part of a prefix; write s3://bucket/prefix`)
  return parsed({ kind: 's3', bucket, prefix: named.join('/') })
}

/** Reads a folder's path, absolute or relative to the working directory. */
export function parseFolder(text: string): Parsed<{ readonly kind: 'folder'; readonly path: string }> {
  if (/^~/.test(text)) {
    return refused(
      `${quoted(text)}: no shell expands the ~ here; write the whole path, such as \${{ runner.temp }}/backups`,
    )
  }
  if (/\p{Cc}/u.test(text)) return refused('a path of one line is needed; write the path of a folder')
  return parsed({ kind: 'folder', path: text })
}
