import { openCommand } from '../backup/open-command.ts'
import { newPreamble } from './age-preamble.ts'
import { recipientProblems } from './age-recipients.ts'
import { scryptRecipient } from './age-scrypt.ts'
import { AgeSeal } from './age-seal.ts'
import type { Encryption } from './encryption.ts'
import { passphraseProblems } from './passphrase.ts'
import { refuseProblems } from './problems.ts'

/** Seals for the holders of age keys: `age1…`, `age1pq1…` (opens with age ≥ 1.3), `age1tag1…`, `age1tagpq1…`. */
export function ageEncryption(options: { readonly recipients: readonly string[] }): Encryption {
  const recipients = [...new Set(options.recipients.map(recipient => recipient.trim()))]
  const check = (): void => refuseProblems(recipientProblems(recipients))
  return {
    // What is no public key may be a secret given by mistake: it must not reach the manifest even by accident.
    record: { method: 'age', to: recipients.filter(recipient => recipient.startsWith('age1')) },
    suffix: '.age',
    prepare: async () => check(),
    seal: signal => {
      check()
      return new AgeSeal(() => newPreamble(recipients), signal)
    },
    openCommand: file => openCommand('age', file),
  }
}

/**
 * Seals with a passphrase.
 * @param workFactor base-2 logarithm of scrypt's cost; age's own default of 18 takes 256 MiB for about a second
 */
export function agePassphrase(passphrase: string, workFactor = 18): Encryption {
  const check = (): void => refuseProblems(passphraseProblems(passphrase))
  return {
    record: { method: 'age-passphrase' },
    suffix: '.age',
    prepare: async () => check(),
    seal: signal => {
      check()
      return new AgeSeal(() => newPreamble([scryptRecipient(passphrase, workFactor)]), signal)
    },
    openCommand: file => openCommand('age-passphrase', file),
  }
}
