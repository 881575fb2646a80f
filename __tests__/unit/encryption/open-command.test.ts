import { expect, it } from 'vitest'
import { openCommand } from '../../../src/encryption/open-command.ts'

it('the summary says the stock command for each way of sealing', () => {
  expect(openCommand('age', 'shop.dump.age')).toBe('age -d -i key.txt -o shop.dump shop.dump.age')
  expect(openCommand('age-passphrase', 'shop.dump.age')).toBe('age -d -o shop.dump shop.dump.age')
  expect(openCommand('gpg-passphrase', 'shop.dump.gpg')).toBe('gpg -o shop.dump -d shop.dump.gpg')
  expect(openCommand('none', 'shop.dump')).toBeUndefined()
})

it('the command survives file names that a shell would misread', () => {
  expect(openCommand('age-passphrase', `it's $HOME.dump.age`)).toBe(
    `age -d -o 'it'\\''s $HOME.dump' 'it'\\''s $HOME.dump.age'`,
  )
  expect(openCommand('age-passphrase', '-rf.age')).toBe('age -d -o ./-rf ./-rf.age')
})
