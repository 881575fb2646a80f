import { describe, expect, it } from 'vitest'
import { BackupError } from '../../../src/core/errors.ts'
import { urlOf } from '../../../src/fleet/select-url.ts'

function refusal(secret: string, name = 'SHOP'): string {
  try {
    return `took ${urlOf(secret, name)}`
  } catch (error) {
    if (!(error instanceof BackupError)) throw error
    expect(error.code).toBe('fleet-no-url')
    return error.message
  }
}

describe('the URL of a database', () => {
  it('is what the JSON object has under its name', () => {
    expect(urlOf('{\n  "SHOP": "postgresql://u:p@db/shop",\n  "CRM": ""\n}', 'SHOP')).toBe(
      'postgresql://u:p@db/shop',
    )
  })

  it.each([
    ['a secret that is not set', '', 'is empty, or not set'],
    ['a secret that is no JSON', '{"SHOP": hidden}', 'is no JSON object'],
    ['a name that is there twice', '{"SHOP": "hidden", "SHOP": "hidden too"}', 'has a name twice'],
    ['a list', '["hidden"]', 'is no JSON object'],
    ['a name that is missing', '{"CRM": "hidden"}', 'has nothing under this name'],
    ['an empty value', '{"SHOP": "  "}', 'is empty'],
    ['a value on several lines', '{"SHOP": "hidden\\nhidden"}', 'has several lines'],
    ['a line end after it', '{"SHOP": "hidden\\n"}', 'has several lines'],
    ['an object', '{"SHOP": {"url": "hidden"}}', 'is no text'],
    ['a number', '{"SHOP": 5432}', 'is no text'],
    ['null', '{"SHOP": null}', 'is no text'],
  ])('is not there for %s: one line names the name, and nothing of the secret', (_, secret, problem) => {
    const message = refusal(secret)
    expect(message).toMatch(/^No URL for "SHOP": .*\.$/)
    expect(message).toContain(problem)
    expect(message).not.toMatch(/hidden|5432|\n/)
  })

  it('is not what every object has', () => {
    expect(refusal('{}', 'constructor')).toContain('has nothing under this name')
    expect(refusal('{}', '__proto__')).toContain('has nothing under this name')
  })
})
