import { runMain } from './index.js'

await runMain('drill')
