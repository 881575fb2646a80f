import type { Files } from './files.ts'

/** What a line of the password file is compared with. */
export interface PasswordQuestion {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
}

export type PasswordAnswer =
  | { readonly found: string }
  | { readonly found: undefined; readonly notice?: string }

/** One field up to the next bare colon; a backslash takes the special meaning from a colon or a backslash. */
const FIELD = /(?:\\.|[^\\:]|\\$)*/sy

/**
 * Looks a password up in libpq's password file (`passwordFromFile` in fe-connect.c): the first line that matches wins,
 * `*` matches anything. A file that others may read is ignored, as libpq ignores it, but not in silence.
 */
export function passwordFromFile(path: string, question: PasswordQuestion, files: Files): PasswordAnswer {
  const mode = files.mode(path)
  if (mode !== undefined && (mode & 0o077) !== 0) {
    return {
      found: undefined,
      notice: `the password file ${path} is ignored, since others may read it; run chmod 600 ${path}`,
    }
  }
  const wanted = [hostName(question.host), String(question.port), question.database, question.user]
  for (const line of files.read(path)?.split(/\r?\n/) ?? []) {
    if (line === '' || line.startsWith('#')) continue
    const fields = fieldsOf(line)
    const matches = wanted.every(
      (value, index) => fields[index] === '*' || unescaped(fields[index] ?? '') === value,
    )
    if (matches && fields.length > 4) return { found: unescaped(fields[4] ?? '') }
  }
  return { found: undefined }
}

/** The default directories of Unix sockets stand in the file as localhost. */
function hostName(host: string): string {
  return ['/tmp', '/var/run/postgresql', '/run/postgresql'].includes(host) ? 'localhost' : host
}

function fieldsOf(line: string): string[] {
  const fields: string[] = []
  for (let at = 0; at <= line.length; at = FIELD.lastIndex + 1) {
    FIELD.lastIndex = at
    fields.push(FIELD.exec(line)?.[0] ?? '')
  }
  return fields
}

function unescaped(field: string): string {
  return field.replace(/\\(.)/gs, '$1')
}
