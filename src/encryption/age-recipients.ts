import { isRecipient } from './age-keys.ts'
import type { KeyProblem } from './problems.ts'

/** What is wrong with a list of age recipients: everything at once. */
export function recipientProblems(recipients: readonly string[]): KeyProblem[] {
  if (recipients.length === 0) return [NONE]
  const problems = recipients.flatMap((recipient, index) => problemOf(recipient, index + 1) ?? [])
  return problems.length === 0 && mixed(recipients) ? [MIXED] : problems
}

const KEYGEN = 'Make a key pair with age-keygen and give its public key, which begins with age1.'

const NONE: KeyProblem = {
  code: 'encryption-recipient-unusable',
  message: 'No age recipient was given',
  hint: KEYGEN,
}

/** The rule of age itself: a file is only as strong as its weakest recipient. */
const MIXED: KeyProblem = {
  code: 'encryption-recipients-mixed',
  message: 'Post-quantum recipients (age1pq1…, age1tagpq1…) and others are mixed',
  hint: 'Give recipients of one sort: anyone who breaks the weaker one reads the backup.',
}

interface Misfit {
  readonly looksLike: RegExp
  readonly problem: (recipient: string, place: number) => KeyProblem
}

/** In this order: the first that fits explains why a text is no recipient. */
const MISFITS: readonly Misfit[] = [
  {
    looksLike: /AGE-SECRET-KEY-/i,
    problem: (_recipient, place) => ({
      code: 'encryption-secret-key-given',
      message: `Recipient ${place} is a SECRET key (AGE-SECRET-KEY-…, not shown)`,
      hint: 'Remove it from the workflow and treat it as leaked: make a new pair with age-keygen, and give only the public key, which begins with age1.',
    }),
  },
  {
    looksLike: /^(ssh|ecdsa|sk-ssh|sk-ecdsa)-/,
    problem: (recipient, place) => ({
      code: 'encryption-recipient-unusable',
      message: `Recipient ${place} (${shown(recipient)}) is an SSH key, which is not supported`,
      hint: KEYGEN,
    }),
  },
  {
    looksLike: /^age1/,
    problem: (recipient, place) => ({
      code: 'encryption-recipient-unusable',
      message: `Recipient ${place} (${shown(recipient)}) is not a valid age recipient`,
      hint: 'Copy the whole public key as age-keygen printed it; keys of plugins are supported only as age1tag1… or age1tagpq1….',
    }),
  },
  {
    // May be a secret that was put into the wrong input: only its place and length are reported.
    looksLike: /^/,
    problem: (recipient, place) => ({
      code: 'encryption-recipient-unusable',
      message: `Recipient ${place} (${recipient.length} characters, not shown) is not an age recipient`,
      hint: KEYGEN,
    }),
  },
]

function problemOf(recipient: string, place: number): KeyProblem | undefined {
  if (isRecipient(recipient)) return undefined
  return MISFITS.find(misfit => misfit.looksLike.test(recipient))?.problem(recipient, place)
}

function mixed(recipients: readonly string[]): boolean {
  const postQuantum = recipients.filter(recipient => /^age1(tag)?pq1/.test(recipient))
  return postQuantum.length > 0 && postQuantum.length < recipients.length
}

/** A public key, short enough for one line. */
function shown(recipient: string): string {
  return recipient.length <= 80 ? recipient : `${recipient.slice(0, 40)}…${recipient.slice(-8)}`
}
