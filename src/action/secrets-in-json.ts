import { secretsOf } from '../postgres/connection/secrets.ts'

/**
 * Every text to mask for a JSON object of connection strings: each of them in all its forms, and as JSON writes it. A text
 * that is no JSON is masked line by line. What only makes it JSON is not masked: a brace is no secret, and as one it would
 * be blotted out of everything.
 */
export function secretsInJson(text: string): string[] {
  const found: string[] = []
  try {
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === 'string') found.push(value)
      return value
    })
  } catch {
    return secretsOf(text)
  }
  return found.flatMap(value => [...secretsOf(value), ...secretsOf(JSON.stringify(value).slice(1, -1))])
}
