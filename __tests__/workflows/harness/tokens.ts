import {
  isBasicExpression,
  isBoolean,
  isMapping,
  isNumber,
  isSequence,
  isString,
} from '@actions/workflow-parser'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'

export type Token = TemplateToken
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** The pairs of a mapping, in the file's order; none where the token is something else. */
export function entries(token: Token | undefined): [key: string, value: Token, keyToken: Token][] {
  if (!token || !isMapping(token)) return []
  return [...token].map(({ key, value }) => [key.toString(), value, key])
}

/** The items of a sequence; none where the token is something else. */
export function items(token: Token | undefined): Token[] {
  if (!token || !isSequence(token)) return []
  return Array.from({ length: token.count }, (_, index) => token.get(index))
}

/** What stands at a path of keys. */
export function at(token: Token | undefined, ...path: string[]): Token | undefined {
  return path.reduce<Token | undefined>(
    (inner, name) => entries(inner).find(([key]) => key === name)?.[1],
    token,
  )
}

/** A scalar as it is written; undefined for an expression, a mapping, a sequence or null. */
export function literal(token: Token | undefined): string | number | boolean | undefined {
  if (!token || isBasicExpression(token)) return undefined
  return isString(token) || isNumber(token) || isBoolean(token) ? token.value : undefined
}

/** A string or a list of strings, as `needs` is written. */
export function names(token: Token | undefined): string[] {
  const one = literal(token)
  return one === undefined ? items(token).map(item => String(literal(item))) : [String(one)]
}

/** How GitHub writes a value into a string: nothing for null, the kind's name for what is no scalar. */
export function asText(value: Json | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  return Array.isArray(value) ? 'Array' : 'Object'
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The values of a mapping as text: `env`, `with`, `outputs`. */
export function asTexts(value: Json | undefined): Record<string, string> {
  if (!isObject(value)) return {}
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asText(inner)]))
}
