import { expect, it } from 'vitest'
import { olderMinorWarning } from '../../../src/restore/older-minor.ts'

const source = { database: 'shop', host: 'db.example.com', serverVersion: '15.20', encoding: 'UTF8' }
const warned = (clientVersion: string, version: string) =>
  olderMinorWarning({ clientVersion, source }, { version, major: Number.parseInt(version, 10) })

it('a backup that an older client made of a newer server is announced to a server as old as the client', () => {
  expect(warned('15.18', '15.18')).toMatch(
    /PostgreSQL 15\.18, older than the one .* 15\.20, and pg_dump was 15\.18/,
  )
})

it.each([
  ['15.20', '15.18', 'the client was as new as the source'],
  ['15.18', '15.20', 'the server is as new as the source'],
  ['16.4', '15.18', 'the client was of another major version'],
  ['15.18', '16.4', 'the server is of another major version'],
])('nothing is said of pg_dump %s and server %s: %s', (clientVersion, version) => {
  expect(warned(clientVersion, version)).toBeUndefined()
})
