import { parseNameList } from '../../../core/name-list.ts'
import { quoted, refused } from '../../../core/parsed.ts'
import { parseSize } from '../../../core/sizes.ts'
import { recipientProblems } from '../../../encryption/age-recipients.ts'
import { fitting, oneOf, type Reader, wholeNumber } from '../readers.ts'
import { defaulting, listing, optional } from '../row.ts'

/** Checked as keys, too: what can't be sealed to should be known together with everything else. */
const recipients: Reader<readonly string[]> = {
  read: value => {
    const list = parseNameList(value)
    if (!list.ok) return refused('not a list of age recipients; write public keys (age1…), one a line')
    const problems = recipientProblems(list.value)
    if (problems.length === 0) return list
    const hints = [...new Set(problems.map(({ hint }) => hint))]
    return refused(`${problems.map(({ message }) => message).join('; ')}. ${hints.join(' ')}`)
  },
}

const tableNames: Reader<readonly string[]> = {
  read: value => {
    const list = parseNameList(value)
    const pattern = list.ok ? list.value.find(name => /[*?]/.test(name.replace(/"[^"]*"/g, ''))) : undefined
    if (pattern === undefined) return list
    return refused(`${quoted(pattern)} is a pattern; write the tables' names, such as public.orders`)
  },
}

/** What must hold before a backup is stored. */
export const minimumInputs = {
  'min-size': optional(
    { read: parseSize },
    {
      description:
        'Refuse a dump smaller than this, such as `1MB`. Counted as PostgreSQL counts, 1 MB being 1,048,576 bytes, before encryption.',
      defaultDescription: 'anything above nothing',
    },
  ),
  'min-tables': defaulting(wholeNumber(0, 1_000_000), '1', {
    description: 'Refuse a backup with fewer tables than this.',
  }),
  'expect-tables': listing(tableNames, {
    description:
      'Refuse a backup without these tables: names such as `orders` or `billing.invoices`, one a line or separated by commas.',
  }),
}

/** As age and gpg read it, one line. */
export const passphrase: Reader<string> = fitting(
  /^\S(.*\S)?$/,
  'has space around it, or more than one line, which age and gpg read otherwise when the backup is opened; write one line without',
)

/** Who can open the backup. */
export const encryptionInputs = {
  'encrypt-to': listing(recipients, {
    description:
      'Encrypt to these age public keys (`age1…`), one a line. The runner then never holds what opens the backup.',
  }),
  passphrase: optional(passphrase, {
    secret: true,
    verbatim: true,
    description:
      'Encrypt with this passphrase instead. Write `encryption` as well: then a missing secret fails the run, where it would otherwise store the backup unencrypted.',
  }),
  encryption: optional(oneOf(['age', 'gpg']), {
    description: 'What to encrypt with. The backup opens with the stock program of that name.',
    defaultDescription: '`age` where `encrypt-to` or `passphrase` is given, else none',
  }),
}
