import { at, literal } from '../../harness/tokens.ts'
import { startsOn } from '../../harness/workflow-file.ts'
import { jobsOf, ownPlace, type Problem, type Rule, usesOf } from '../subject.ts'

/** What changes a series. */
const GROUPED = ['.', 'backup', 'prune']
/** A restore keeps others away from its target by itself. */
const CHANGING = [...GROUPED, 'restore']

/**
 * What changes a series never runs twice at a time, and a reusable workflow sees to that for its callers; nor is what
 * changes a series or a database cancelled for a newer run. A job that waits for an approval holds no group meanwhile.
 */
export const concurrency: Rule = subject => {
  const top = at(subject.token, 'concurrency')
  const reusable = startsOn(
    { repository: subject.repository, file: '', token: subject.token },
    'workflow_call',
  )
  return jobsOf(subject).flatMap(({ id, key, token, steps }): Problem[] => {
    const uses = (paths: readonly string[]): boolean =>
      steps.some(step => paths.includes(ownPlace(usesOf(step), subject)?.path.replace(/\/$/, '') ?? ''))
    const own = at(token, 'concurrency')
    if (own && at(token, 'environment'))
      return [{ at: own, message: `the job ${id} holds its group while it waits for an approval` }]
    if (!uses(CHANGING)) return []
    if (reusable && !own && !top && uses(GROUPED))
      return [{ at: key, message: `the job ${id} has no concurrency group` }]
    if (reusable && own && literal(at(own, 'queue')) !== 'max')
      return [
        { at: own, message: `a newer run takes the place of one of ${id} that waits; write queue: max` },
      ]
    return [own, top].flatMap(group => {
      const cancels = at(group, 'cancel-in-progress')
      return cancels && literal(cancels) !== false
        ? [{ at: cancels, message: `the job ${id} may be cancelled for a newer run` }]
        : []
    })
  })
}
