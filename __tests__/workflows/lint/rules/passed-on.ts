import { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { at, entries } from '../../harness/tokens.ts'
import { expressionIn, type Rule } from '../subject.ts'

/** What a reusable workflow takes, its jobs use: whoever gives it would never know that nothing came of it. */
export const passedOn: Rule = ({ token }) => {
  const jobs = at(token, 'jobs')
  const used = jobs
    ? [...TemplateToken.traverse(jobs)].map(([, inner]) => expressionIn(inner)).join('\n')
    : ''
  return (['inputs', 'secrets'] as const).flatMap(kind =>
    entries(at(token, 'on', 'workflow_call', kind)).flatMap(([name, , key]) => {
      const isUsed = new RegExp(`\\b${kind}\\.${name}(?![\\w-])`).test(used)
      return isUsed ? [] : [{ at: key, message: `${kind}.${name} is taken, and used by no job` }]
    }),
  )
}
