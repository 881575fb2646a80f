import { at } from '../../harness/tokens.ts'
import { jobsOf, ownPlace, type Rule, stepsOf, usesOf } from '../subject.ts'

/** What others may change under a tag is named by its commit; an image by its digest. */
export const pinned: Rule = subject => {
  const users = [...jobsOf(subject).map(({ token }) => token), ...stepsOf(subject)]
  return users.flatMap(token => {
    const uses = usesOf(token)
    const isPinned = uses.startsWith('docker://') ? /@sha256:[0-9a-f]{64}$/ : /@[0-9a-f]{40}$/
    if (uses === '' || isPinned.test(uses) || ownPlace(uses, subject)) return []
    return [{ at: at(token, 'uses') ?? token, message: `${uses} is not pinned by a commit's full SHA` }]
  })
}
