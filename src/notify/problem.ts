import type { Explanation } from '../core/errors.ts'
import type { NoticeProblem } from './notice.ts'

/** The first of the reasons, and that there are others; undefined where there is none. */
export function problemOf([first, ...others]: readonly Explanation[]): NoticeProblem | undefined {
  if (!first) return undefined
  const { code, hint, message } = first
  const more = others.length > 0 ? ` (And ${others.length} more: see the run.)` : ''
  return { code, message: `${message.replaceAll(/\s*\n\s*/g, '; ')}${more}`, hint }
}
