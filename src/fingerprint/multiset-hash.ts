import { createHash } from 'node:crypto'

const MODULUS = 1n << 256n

/**
 * One hash for many things in any order, in constant memory: the sum of their SHA-256s modulo 2^256. Guards against
 * accidents; somebody who can choose the things could forge it, but that somebody can write a manifest too.
 */
export class MultisetHash {
  #sum = 0n

  /** Adds a thing by the SHA-256 of its bytes, as hex. */
  add(sha256: string): void {
    this.#sum = (this.#sum + BigInt(`0x${sha256}`)) % MODULUS
  }

  /** 64 hex digits; all zeros for nothing. */
  hex(): string {
    return this.#sum.toString(16).padStart(64, '0')
  }
}

/** The SHA-256 of a text as UTF-8, in hex. */
export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
