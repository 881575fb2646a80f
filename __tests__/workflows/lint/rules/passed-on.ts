import { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { at, entries } from '../../harness/tokens.ts'
import { expressionIn, type Problem, type Rule } from '../subject.ts'

/** GitHub gives it to every workflow. */
const GIVEN = ['GITHUB_TOKEN']

/**
 * What a reusable workflow takes, its jobs use, and they use nothing else: anyone who gives it would never know that nothing
 * came of it, and what is misspelled is empty.
 */
export const passedOn: Rule = ({ token }) => {
  const call = at(token, 'on', 'workflow_call')
  const jobs = at(token, 'jobs')
  if (!call || !jobs) return []
  const expressions = [...TemplateToken.traverse(jobs)].map(([, inner]) => inner)
  return (['inputs', 'secrets'] as const).flatMap((kind): Problem[] => {
    const taken = entries(at(call, kind))
    const uses = expressions.flatMap(inner =>
      [...expressionIn(inner).matchAll(new RegExp(`\\b${kind}\\.([\\w-]+)`, 'g'))].map(([, name = '']) => {
        return { at: inner, name }
      }),
    )
    const known = [...taken.map(([name]) => name), ...GIVEN]
    return [
      ...taken
        .filter(([name]) => !uses.some(use => use.name === name))
        .map(([name, , key]) => ({ at: key, message: `${kind}.${name} is taken, and used by no job` })),
      ...uses
        .filter(({ name }) => !known.includes(name))
        .map(use => ({ at: use.at, message: `${kind}.${use.name} is used, and not taken` })),
    ]
  })
}
