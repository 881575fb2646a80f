import { at, entries, literal } from '../../harness/tokens.ts'
import { calledWorkflow, jobsOf, type Problem, type Rule } from '../subject.ts'

/** What is written for an input of a called workflow of ours is of its type. A string takes anything. */
export const calledTypes: Rule = subject =>
  jobsOf(subject).flatMap(({ token }): Problem[] => {
    const called = calledWorkflow(token, subject)
    if (!called) return []
    return entries(at(token, 'with')).flatMap(([name, value]) => {
      const written = literal(value)
      const type = literal(at(called.token, 'on', 'workflow_call', 'inputs', name, 'type'))
      const given = typeof written
      if (written === undefined || type === undefined || type === 'string' || given === type) return []
      return [{ at: value, message: `${name} takes a ${type}, not ${JSON.stringify(written)}` }]
    })
  })
