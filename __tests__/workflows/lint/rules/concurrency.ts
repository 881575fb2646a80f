import { at, literal } from '../../harness/tokens.ts'
import { startsOn } from '../../harness/workflow-file.ts'
import { jobsOf, ownPlace, type Problem, type Rule, usesOf } from '../subject.ts'

/** What changes a series or a database. */
const CHANGING = new Set(['.', 'backup', 'prune', 'restore'])

/**
 * What changes a series never runs twice at a time, nor is it cancelled for a newer run; a reusable workflow sees to that
 * for its callers.
 */
export const concurrency: Rule = subject => {
  const top = at(subject.token, 'concurrency')
  const reusable = startsOn(
    { repository: subject.repository, file: '', token: subject.token },
    'workflow_call',
  )
  return jobsOf(subject).flatMap(({ id, key, token, steps }): Problem[] => {
    const changes = steps.some(step => {
      const path = ownPlace(usesOf(step), subject)?.path.replace(/\/$/, '')
      return path !== undefined && CHANGING.has(path)
    })
    if (!changes) return []
    const own = at(token, 'concurrency')
    if (reusable && !own && !top) return [{ at: key, message: `the job ${id} has no concurrency group` }]
    return [own, top].flatMap(group => {
      const cancels = at(group, 'cancel-in-progress')
      return cancels && literal(cancels) !== false
        ? [{ at: cancels, message: `the job ${id} may be cancelled for a newer run` }]
        : []
    })
  })
}
