import { expect, it } from 'vitest'
import { ageEncryption, agePassphrase } from '../../../src/encryption/age.ts'
import { gpgPassphrase } from '../../../src/encryption/gpg.ts'
import { noEncryption } from '../../../src/encryption/none.ts'

it('the summary says the stock command for each way of sealing', () => {
  expect(ageEncryption({ recipients: [] }).openCommand('shop.dump.age')).toBe(
    'age -d -i key.txt -o shop.dump shop.dump.age',
  )
  expect(agePassphrase('x').openCommand('shop.dump.age')).toBe('age -d -o shop.dump shop.dump.age')
  const gpg = gpgPassphrase({ passphrase: 'x', searchPath: '', scratch: '' })
  expect(gpg.openCommand('shop.dump.gpg')).toBe('gpg -o shop.dump -d shop.dump.gpg')
  expect(noEncryption().openCommand('shop.dump')).toBeUndefined()
})

it('the command survives file names that a shell would misread', () => {
  expect(agePassphrase('x').openCommand(`it's $HOME.dump.age`)).toBe(
    `age -d -o 'it'\\''s $HOME.dump' 'it'\\''s $HOME.dump.age'`,
  )
  expect(agePassphrase('x').openCommand('-rf.age')).toBe('age -d -o ./-rf ./-rf.age')
})
