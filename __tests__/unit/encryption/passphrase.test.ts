import { expect, it } from 'vitest'
import { agePassphrase } from '../../../src/encryption/age.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'

const { signal } = new AbortController()
const WAYS = [
  { way: 'age', by: agePassphrase },
  {
    way: 'gpg',
    by: (passphrase: string) => gpgPassphrase({ passphrase, searchPath: '', scratch: '/nowhere' }),
  },
]

it.each(WAYS)('an empty passphrase is refused by $way', async ({ by }) => {
  await expect(by('').prepare(signal)).rejects.toMatchObject({ code: 'encryption-passphrase-empty' })
  expect(() => by('').encrypt(signal)).toThrow('The passphrase is empty')
})

it.each(WAYS)('a passphrase of two lines is refused by $way, and not shown', async ({ by }) => {
  const error = await by('s3cr\net').prepare(signal).catch(String)
  expect(error).toContain('line break')
  expect(error).not.toContain('s3cr')
})
