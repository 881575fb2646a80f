import { BackupError, type ErrorKind, type Explanation } from '../core/errors.ts'

/** Which of a backup's surroundings a finding is about. */
export const AREAS = ['database', 'destination', 'encryption', 'machine'] as const
export type Area = (typeof AREAS)[number]

export const OUTCOMES = ['ok', 'warning', 'failed', 'skipped'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What was looked at. */
export interface Subject {
  readonly area: Area
  /** In a few words, such as `Sign-in`. */
  readonly what: string
}

/** What a preflight found out about one thing. `reported` and `fix` are sentences, and hold no secret. */
export type Finding = Subject & { readonly message: string } & (
    | { readonly outcome: 'ok' | 'skipped' }
    | { readonly outcome: 'warning'; readonly fix: string }
    | {
        readonly outcome: 'failed'
        readonly fix: string
        /** As in docs/errors.md. */
        readonly code: string
        readonly kind: ErrorKind
      }
  )

export function fine(subject: Subject, message: string): Finding {
  return { ...subject, outcome: 'ok', message }
}

/** It could not be looked at, or there is nothing to look at; no reason to worry by itself. */
export function skipped(subject: Subject, message: string): Finding {
  return { area: subject.area, what: subject.what, outcome: 'skipped', message }
}

/** A backup works, and somebody should look at it all the same. */
export function warned(subject: Subject, message: string, fix: string): Finding {
  return { ...subject, outcome: 'warning', message, fix }
}

/** A backup would fail by it. */
export function failed(subject: Subject, { code, hint, kind, message }: Explanation): Finding {
  return { ...subject, outcome: 'failed', message: message, fix: hint, code, kind }
}

/** What a probe ended with. Anything that was not thrown on purpose is a bug, and passes as it is. */
export function failedBy(subject: Subject, error: unknown): Finding {
  if (error instanceof BackupError) return failed(subject, error)
  throw error
}
