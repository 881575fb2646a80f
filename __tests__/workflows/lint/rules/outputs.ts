import { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { asText, at, literal } from '../../harness/tokens.ts'
import {
  expressionIn,
  type Job,
  jobsOf,
  ownPlace,
  type Problem,
  type Rule,
  readAction,
  type Subject,
  usesOf,
} from '../subject.ts'

/** An output that our action does not have is empty, and nobody is notified. */
export const outputs: Rule = subject => jobsOf(subject).flatMap(job => ofJob(subject, job))

function ofJob(subject: Subject, { token, steps }: Job): Problem[] {
  const known = new Map<string, readonly string[]>()
  for (const step of steps) {
    const place = ownPlace(usesOf(step), subject)
    const action = place && readAction(place)
    if (action) known.set(asText(literal(at(step, 'id'))), Object.keys(action.outputs))
  }
  return [...TemplateToken.traverse(token)].flatMap(([, inner]) =>
    [...expressionIn(inner).matchAll(/\bsteps\.([\w-]+)\.outputs\.([\w-]+)/g)].flatMap(
      ([, id = '', name = '']) => {
        const names = known.get(id)
        return names === undefined || names.includes(name)
          ? []
          : [{ at: inner, message: `the step ${id} has no output ${name}` }]
      },
    ),
  )
}
