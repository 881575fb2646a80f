import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

// GitHub's packages for workflows import JSON without saying that it is JSON, which Node refuses.
registerHooks({
  load(url, context, next) {
    const theirs = url.endsWith('.json') && url.includes('/node_modules/@actions/')
    if (!theirs || context.importAttributes['type'] === 'json') return next(url, context)
    const source = `export default ${readFileSync(fileURLToPath(url), 'utf8')}`
    return { format: 'module', shortCircuit: true, source }
  },
})
