import { evaluated, type Scope } from './expression.ts'
import {
  asText,
  at,
  entries,
  isObject,
  type Json,
  type JsonObject,
  literal,
  names,
  type Token,
} from './tokens.ts'

/**
 * The `inputs` of a called workflow. Throws where GitHub refuses the call: an unknown input, a missing one, or a value that is
 * not of the declared type; anything becomes a string where a string is asked for, and nothing becomes anything else.
 */
export function callInputs(declared: Token | undefined, isSet: JsonObject, scope: Scope): JsonObject {
  refuseUnknown('input', Object.keys(isSet), declared)
  const values = entries(declared).map(([name, rules]): [string, Json] => {
    const type = String(literal(at(rules, 'type')))
    const has = name in isSet
    if (!has && literal(at(rules, 'required')) === true)
      throw new Error(`Input ${name} is required, but not provided while calling.`)
    const value = has ? isSet[name] : evaluated(at(rules, 'default'), scope)
    return [name, typed(name, type, value === undefined ? nothing(type) : value)]
  })
  return Object.fromEntries(values)
}

/**
 * The `inputs` of a workflow_dispatch. A boolean stays one; a number arrives as text (actions/runner#2848), so that a
 * workflow that hands it on as a number must use fromJSON. Throws where GitHub's API refuses the dispatch.
 */
export function dispatchInputs(declared: Token | undefined, isSet: JsonObject): JsonObject {
  const unknown = Object.keys(isSet).filter(name => !at(declared, name))
  if (unknown.length > 0) throw new Error(`Unexpected inputs provided: ${JSON.stringify(unknown)}`)
  const values = entries(declared).map(([name, rules]): [string, Json] => {
    const type = literal(at(rules, 'type')) ?? 'string'
    const value = asText(isSet[name] ?? literal(at(rules, 'default')) ?? '')
    if (value === '' && literal(at(rules, 'required')) === true)
      throw new Error(`Required input '${name}' not provided`)
    if (type === 'choice' && value !== '' && !names(at(rules, 'options')).includes(value))
      throw new Error(`Provided value '${value}' for input '${name}' not in the list of allowed values`)
    if (type !== 'boolean') return [name, value]
    if (!['', 'true', 'false'].includes(value))
      throw new Error(`Input '${name}' is not a boolean: '${value}'`)
    return [name, value === 'true']
  })
  return Object.fromEntries(values)
}

/** The `secrets` of a called workflow: those that are handed over, checked against those that it declares. */
export function callSecrets(
  declared: Token | undefined,
  isSet: Readonly<Record<string, string>> | 'inherit',
  callers: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const passed = isSet === 'inherit' ? callers : isSet
  if (isSet !== 'inherit') refuseUnknown('secret', Object.keys(isSet), declared)
  for (const [name, rules] of entries(declared))
    if (literal(at(rules, 'required')) === true && !(name in passed))
      throw new Error(`Secret ${name} is required, but not provided while calling.`)
  const token = callers['GITHUB_TOKEN']
  return token === undefined ? passed : { ...passed, GITHUB_TOKEN: token }
}

function refuseUnknown(kind: 'input' | 'secret', isSet: string[], declared: Token | undefined): void {
  for (const name of isSet)
    if (!at(declared, name))
      throw new Error(`Invalid ${kind}, ${name} is not defined in the referenced workflow.`)
}

function nothing(type: string): Json {
  return type === 'boolean' ? false : type === 'number' ? 0 : ''
}

function typed(name: string, type: string, value: Json): Json {
  if (type === 'string' && (value === null || typeof value !== 'object')) return asText(value)
  if (typeof value === type && !isObject(value)) return value
  throw new Error(`Input ${name}: unexpected value '${asText(value)}', expected type: ${type}.`)
}
