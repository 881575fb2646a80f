import type { Notice } from '../../src/notify/notice.ts'

/** A backup that failed, as its notice. */
export function noticeWith(changes: Partial<Notice> = {}): Notice {
  return {
    verb: 'backup',
    outcome: 'failure',
    title: 'shop: backup failed, no backup',
    facts: [
      { label: 'Series', value: 'shop' },
      { label: 'Destination', value: 's3://my-backups/shop' },
    ],
    problem: {
      code: 'database-refused',
      message: 'Nobody answers at db.example.com:5432.',
      hint: 'Check host and port, and that the server is up.',
    },
    dedupKey: '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
    changed: undefined,
    repository: 'octo-org/shop',
    runUrl: 'https://github.com/octo-org/shop/actions/runs/1658821493',
    nextRun: 'by the schedule 7 3 * * 0',
    at: new Date('2026-11-22T03:07:41.000Z'),
    ...changes,
  }
}

/** The same backup when it went well. */
export const STORED: Partial<Notice> = {
  outcome: 'success',
  title: 'shop: backup proven and stored',
  facts: [{ label: 'Size', value: '471 MB stored, 2.3 GB dumped' }],
  problem: undefined,
}

/** Texts with everything that a format may stumble over. */
export const ODD = `<script>"x"</script> & <!channel> <@U1> *b* _i_ ~s~ \`c\` 'q' =?UTF-8?Q?x?= ä€😀\r\nBcc: evil@example.com\u202e\0`
