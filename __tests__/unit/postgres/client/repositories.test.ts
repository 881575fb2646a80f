import { describe, expect, it } from 'vitest'
import { toolkitCommands } from '../../../../src/action/commands.ts'
import { thisMachine } from '../../../../src/postgres/client/machine.ts'
import { repositoriesFor } from '../../../../src/postgres/client/repositories.ts'

describe('where a client is taken from', () => {
  it("is PostgreSQL's repository, then the machine's sources, then the archive that old versions are in", async ctx => {
    const { debian } = await thisMachine({})
    if (!debian) return ctx.skip('not Debian')
    const machine = { ...debian, codename: 'jammy' }
    const repositories = await repositoriesFor(undefined, machine, toolkitCommands())
    expect(repositories.map(({ id }) => id)).toEqual(['pgdg', 'machine', 'pgdg-archive'])
    const [source] = repositories.at(-1)?.sources ?? []
    expect(source).toMatchObject({
      uris: ['https://apt-archive.postgresql.org/pub/repos/apt'],
      suite: 'jammy-pgdg-archive',
      components: ['main'],
    })
    // Both by the same key.
    expect(source?.signedBy).toEqual(repositories[0]?.sources[0]?.signedBy)
  })
})
