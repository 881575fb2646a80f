import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { at, entries, literal } from '../../harness/tokens.ts'
import { readWorkflow } from '../../harness/workflow-file.ts'
import { jobsOf, ownPlace, type Problem, type Rule, usesOf } from '../subject.ts'

/** What is written for an input of a called workflow of ours is of its type. A string takes anything. */
export const calledTypes: Rule = subject =>
  jobsOf(subject).flatMap(({ token }): Problem[] => {
    const place = ownPlace(usesOf(token), subject)
    if (!place || !existsSync(join(place.repository, place.path))) return []
    const called = readWorkflow(place.repository, place.path)
    return entries(at(token, 'with')).flatMap(([name, value]) => {
      const written = literal(value)
      const type = literal(at(called.token, 'on', 'workflow_call', 'inputs', name, 'type'))
      const given = typeof written
      if (written === undefined || type === undefined || type === 'string' || given === type) return []
      return [{ at: value, message: `${name} takes a ${type}, not ${JSON.stringify(written)}` }]
    })
  })
