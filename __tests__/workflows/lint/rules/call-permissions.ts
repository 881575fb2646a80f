import { evaluated } from '../../harness/expression.ts'
import { RESTRICTED, refuseMorePermissions } from '../../harness/permissions.ts'
import { at, entries } from '../../harness/tokens.ts'
import { calledWorkflow, jobsOf, type Problem, type Rule, usesOf } from '../subject.ts'

/** GitHub does not start a run in which a called workflow asks for more than its caller grants. */
export const callPermissions: Rule = subject =>
  jobsOf(subject).flatMap(({ key, token }): Problem[] => {
    const called = calledWorkflow(token, subject)
    if (!called) return []
    const scope = { contexts: {} }
    const written = at(token, 'permissions') ?? at(subject.token, 'permissions')
    const granted = evaluated(written, scope) ?? RESTRICTED
    const inner = entries(at(called.token, 'jobs')).map(([, job]) => job)
    return [called.token, ...inner].flatMap(asking => {
      try {
        refuseMorePermissions(evaluated(at(asking, 'permissions'), scope), granted, usesOf(token))
        return []
      } catch (error) {
        return [{ at: written ?? key, message: error instanceof Error ? error.message : String(error) }]
      }
    })
  })
