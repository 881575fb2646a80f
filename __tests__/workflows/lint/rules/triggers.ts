import { at, entries, items, literal, type Token } from '../../harness/tokens.ts'
import { jobsOf, type Problem, type Rule } from '../subject.ts'

/** Strangers' code with the repository's secrets. */
const DANGEROUS = 'pull_request_target'

export const triggers: Rule = ({ token }) => {
  const on = at(token, 'on')
  const named: Token[] = [on, ...items(on), ...entries(on).map(([, , key]) => key)].filter(each => !!each)
  return named.flatMap(each =>
    literal(each) === DANGEROUS ? [{ at: each, message: `${DANGEROUS} runs with the secrets` }] : [],
  )
}

/** A called workflow gets the secrets that it names, not all that there are. */
export const inherit: Rule = subject =>
  jobsOf(subject).flatMap(({ token }): Problem[] => {
    const secrets = at(token, 'secrets')
    return secrets && literal(secrets) === 'inherit'
      ? [{ at: secrets, message: 'secrets: inherit; name the secrets' }]
      : []
  })
