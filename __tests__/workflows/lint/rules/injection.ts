import { isBasicExpression } from '@actions/workflow-parser'
import { at } from '../../harness/tokens.ts'
import { type Rule, stepsOf, usesOf } from '../subject.ts'

/** A value pasted into a script is a program: it goes through `env:` instead. */
export const injection: Rule = subject =>
  stepsOf(subject).flatMap(step => {
    const asScript = usesOf(step).startsWith('actions/github-script@')
      ? at(step, 'with', 'script')
      : undefined
    return [at(step, 'run'), asScript].flatMap(script =>
      script && isBasicExpression(script)
        ? [{ at: script, message: 'an expression inside of a script; pass it by env' }]
        : [],
    )
  })
