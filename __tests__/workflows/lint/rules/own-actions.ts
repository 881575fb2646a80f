import * as verbs from '../../../../scripts/generated/verbs.ts'
import { at, entries, literal, type Token } from '../../harness/tokens.ts'
import { type OwnAction, ownPlace, type Problem, type Rule, readAction, stepsOf, usesOf } from '../subject.ts'

/**
 * Inputs of our own actions: those that there are, all that are required, and what is written there as it stands is read
 * by the product's own reader.
 */
export const ownActions: Rule = subject =>
  stepsOf(subject).flatMap(step => {
    const uses = usesOf(step)
    const place = ownPlace(uses, subject)
    if (!place) return []
    const where = at(step, 'uses') ?? step
    const action = readAction(place)
    if (!action) return [{ at: where, message: `there is no action ${uses}` }]
    // Where there is no ./ the language service has the metadata and looks itself.
    const names = uses.startsWith('./') ? wrongNames(action, step, where) : []
    return [...names, ...unreadable(place.path, step)]
  })

function wrongNames({ inputs }: OwnAction, step: Token, where: Token): Problem[] {
  const given = entries(at(step, 'with'))
  const unknown = given.filter(([name]) => !(name in inputs))
  const missing = Object.entries(inputs).filter(
    ([name, rules]) =>
      rules.required && rules.default === undefined && !given.some(([each]) => each === name),
  )
  return [
    ...unknown.map(([name, , key]) => ({ at: key, message: `unknown input ${name}` })),
    ...missing.map(([name]) => ({ at: where, message: `missing input ${name}` })),
  ]
}

function unreadable(path: string, step: Token): Problem[] {
  return entries(at(step, 'with')).flatMap(([name, token]) => readBy(path, name, token))
}

/** What the product's own reader says of a value that is written for an input of the action at `path`. */
export function readBy(path: string, name: string, token: Token): Problem[] {
  const verb = path === '.' ? 'backup' : path.replace(/\/$/, '')
  const row = Object.values(verbs).find(each => each.verb === verb)?.inputs[name]
  const written = literal(token)
  if (written === undefined || !row || String(written).trim() === '') return []
  const value = row.read(String(written).trim())
  return value.ok ? [] : [{ at: token, message: `${name}: ${value.problem}` }]
}
