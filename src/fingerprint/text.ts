const UTF8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Names in a dump as text. Dumps are written as UTF-8 (see dumpArguments), except SQL_ASCII databases, whose bytes may
 * be anything: there each byte stands for itself, so that two names never become one.
 */
export function textOf(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}
