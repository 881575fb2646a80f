import { shellWord } from '../core/shell-word.ts'
import type { EncryptionRecord } from './encryption.ts'

/** The command that opens a file with stock tools, beside itself and without its ending; undefined where nothing is sealed. */
export function openCommand(method: EncryptionRecord['method'], file: string): string | undefined {
  const opened = shellWord(file.replace(/\.(?:age|gpg)$/, ''))
  switch (method) {
    case 'none':
      return undefined
    case 'age':
      return `age -d -i key.txt -o ${opened} ${shellWord(file)}`
    case 'age-passphrase':
      return `age -d -o ${opened} ${shellWord(file)}`
    case 'gpg-passphrase':
      return `gpg -o ${opened} -d ${shellWord(file)}`
  }
}
