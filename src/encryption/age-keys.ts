import { bech32 } from '@scure/base'

/** The bytes of each kind of recipient, by its prefix (age 1.3: X25519, its post-quantum hybrid, and tags of hardware keys). */
const RECIPIENTS: Readonly<Record<string, number>> = { age: 32, age1pq: 1216, age1tag: 33, age1tagpq: 1249 }
/** The bytes of each kind of secret key. */
const IDENTITIES: Readonly<Record<string, number>> = { 'AGE-SECRET-KEY-': 32, 'AGE-SECRET-KEY-PQ-': 32 }

/**
 * Whether a text is a recipient of age. The library knows too, and takes 90 ms to load: here only the spelling is looked at,
 * its checksum included; what the library refuses all the same ends the encryption when it begins.
 */
export function isRecipient(text: string): boolean {
  return isKey(text, RECIPIENTS)
}

/** Whether a text is a secret key of age. */
export function isIdentity(text: string): boolean {
  return isKey(text, IDENTITIES)
}

function isKey(text: string, lengths: Readonly<Record<string, number>>): boolean {
  try {
    // Post-quantum keys are longer than what Bech32 was made for.
    const { prefix, words } = bech32.decode(text as `${string}1${string}`, false)
    const [spelled = ''] = Object.keys(lengths).filter(each => each.toLowerCase() === prefix.toLowerCase())
    return text.startsWith(`${spelled}1`) && bech32.fromWords(words).length === lengths[spelled]
  } catch {
    return false
  }
}
