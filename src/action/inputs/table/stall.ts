import { parseDuration } from '../../../core/durations.ts'
import { defaulting } from '../row.ts'

/** How long to wait for who does not answer: of every verb, for the database and for the store. */
export const stallInputs = {
  'stall-timeout': defaulting({ read: parseDuration }, '10m', {
    description:
      'How long a database or a store may make no progress before the run ends, such as `90s` or `30m`. A server that is at work on something long, such as an index, is asked on a second connection and waited for: at most twelve times as long, while nothing of its work can be seen to change.',
  }),
}
