import { expect, it } from 'vitest'
import { sessionOptions } from '../../../../src/postgres/apply/session-options.ts'

it('a setting is the same for a session of ours and for one that pg_restore opens', () => {
  const settings = ['SET session_replication_role = replica', "SET app.user TO 'a b\\c';"]
  expect(sessionOptions(settings)).toEqual(['-c session_replication_role=replica', '-c app.user=a\\ b\\\\c'])
})

it('what is no setting is not passed over', () => {
  expect(() => sessionOptions(['DROP TABLE t'])).toThrow('not a setting')
})
