import { parse, stringify } from 'yaml'
import { PREFIX, type World } from '../bundle/world.ts'

type Pair = readonly [name: string, value: unknown]

/** A workflow whose steps and calls store in this test's bucket, no matter what bucket and endpoint they name. */
export function pointedAt({ bucket, s3 }: World, workflow: string): string {
  const own: readonly Pair[] = [
    ['destination', `s3://${bucket.name}/${PREFIX}`],
    ['endpoint', s3.endpoint],
  ]
  return stringify(withInputs(parse(workflow), own))
}

/** The same tree, in which every mapping that names a bucket as its destination has these inputs in place of its own. */
function withInputs(node: unknown, own: readonly Pair[]): unknown {
  if (Array.isArray(node)) return node.map(each => withInputs(each, own))
  if (typeof node !== 'object' || node === null) return node
  const pairs = Object.entries(node).map(([name, value]): Pair => [name, withInputs(value, own)])
  const inBucket = 'destination' in node && String(node.destination).startsWith('s3://')
  return Object.fromEntries(inBucket ? [...pairs, ...own] : pairs)
}
