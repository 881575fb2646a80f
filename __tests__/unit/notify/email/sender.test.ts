import { describe, expect, it } from 'vitest'
import { mailboxHeader, parseMailbox } from '../../../../src/notify/email/sender.ts'

function headerOf(text: string): string {
  const read = parseMailbox(text)
  if (!read.ok) throw new Error(read.problem)
  return mailboxHeader(read.value)
}

/** As programs for email read encoded words. */
function decoded(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?UTF-8\?B\?/g, '?==?UTF-8?B?')
    .replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word: string) => Buffer.from(word, 'base64').toString())
}

describe('who an email is from', () => {
  it.each([
    ['backups@example.com', 'backups@example.com'],
    ['<backups@example.com>', 'backups@example.com'],
    ['Backups of Acme <backups@example.com>', 'Backups of Acme <backups@example.com>'],
    ['Backups (EU) <backups@example.com>', '"Backups (EU)" <backups@example.com>'],
    ['Acme, Inc. (EU) <backups@example.com>', '"Acme, Inc. (EU)" <backups@example.com>'],
    ['"Acme, Inc." <backups@example.com>', '"Acme, Inc." <backups@example.com>'],
  ])('%s is written as a header has it', (text, header) => {
    expect(headerOf(text)).toBe(header)
  })

  it.each(['Équipe', 'Größenwahn GmbH', '備份', '😀'.repeat(40), 'и'.repeat(200)])(
    '%s is a name in any script, in words that every program for email reads',
    name => {
      const header = headerOf(`${name} <backups@example.com>`)
      expect(header).toMatch(/^[ -~]+$/)
      for (const word of header.split(' ')) expect(word.length).toBeLessThanOrEqual(75)
      expect(decoded(header)).toBe(`${name} <backups@example.com>`)
      expect(header).not.toContain(Buffer.from('\uFFFD').toString('base64').slice(0, 4))
    },
  )
})
