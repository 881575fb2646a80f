import { at, entries, literal, type Token } from '../../harness/tokens.ts'
import { jobsOf, type Problem, type Rule } from '../subject.ts'

/** Each workflow says what its token may do, never all, and what may be written is granted to the job that writes. */
export const permissions: Rule = subject => {
  const jobs = jobsOf(subject)
  const top = at(subject.token, 'permissions')
  const silent = jobs.filter(({ token }) => !at(token, 'permissions'))
  const missing: Problem[] =
    top || silent.length === 0
      ? []
      : [{ at: subject.token, message: 'no permissions: the repository decides' }]
  const written = jobs.length > 1 ? entries(top).filter(([, level]) => literal(level) === 'write') : []
  return [
    ...missing,
    ...[top, ...jobs.map(({ token }) => at(token, 'permissions'))].flatMap(wholesale),
    ...written.map(([scope, , key]) => {
      return { at: key, message: `${scope}: write for all jobs; grant it to the job that needs it` }
    }),
  ]
}

function wholesale(token: Token | undefined): Problem[] {
  const level = literal(token)
  return token && level !== undefined ? [{ at: token, message: `permissions: ${level} is too much` }] : []
}
