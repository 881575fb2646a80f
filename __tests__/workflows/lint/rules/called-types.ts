import { at, entries, items, literal, type Token } from '../../harness/tokens.ts'
import {
  calledWorkflow,
  expressionIn,
  jobsOf,
  ownPlace,
  type Problem,
  type Rule,
  type Subject,
  usesOf,
} from '../subject.ts'
import { readBy } from './own-actions.ts'

/**
 * What is written for an input of a called workflow of ours is of its type, where it is no string, which takes anything; and
 * the actions that it is passed on to can read it.
 */
export const calledTypes: Rule = subject =>
  jobsOf(subject).flatMap(({ token }): Problem[] => {
    const called = calledWorkflow(token, subject)
    if (!called) return []
    return entries(at(token, 'with')).flatMap(([name, value]) => {
      const written = literal(value)
      const type = literal(at(called.token, 'on', 'workflow_call', 'inputs', name, 'type'))
      if (written === undefined || type === undefined) return []
      if (type !== 'string' && typeof written !== type)
        return [{ at: value, message: `${name} takes a ${type}, not ${JSON.stringify(written)}` }]
      const [problem] = receivers(called.token, name, subject).flatMap(path => readBy(path, name, value))
      return problem ? [problem] : []
    })
  })

/** The paths of our actions that a called workflow hands an input on to, under the same name. */
function receivers(called: Token, name: string, subject: Subject): string[] {
  const steps = entries(at(called, 'jobs')).flatMap(([, job]) => items(at(job, 'steps')))
  return steps.flatMap(step => {
    const passed = at(step, 'with', name)
    const place = ownPlace(usesOf(step), subject)
    return passed && place && expressionIn(passed) === `inputs.${name}` ? [place.path] : []
  })
}
