import { describe, expect, it } from 'vitest'
import { PackageIndex } from '../../../../../src/postgres/client/apt/package-index.ts'
import { resolve } from '../../../../../src/postgres/client/apt/resolve.ts'

interface Described {
  readonly version?: string
  readonly architecture?: string
  readonly depends?: string
  readonly preDepends?: string
  readonly provides?: string
}

function index(packages: [string, Described][], automatic = true): PackageIndex {
  const stanzas = packages.map(([name, { version = '1', architecture = 'amd64', ...more }]) =>
    [
      `Package: ${name}`,
      `Version: ${version}`,
      `Architecture: ${architecture}`,
      ...(more.depends ? [`Depends: ${more.depends}`] : []),
      ...(more.preDepends ? [`Pre-Depends: ${more.preDepends}`] : []),
      ...(more.provides ? [`Provides: ${more.provides}`] : []),
      `Filename: pool/${name}.deb`,
      'Size: 1',
      `SHA256: ${'0'.repeat(64)}`,
      'Description: Package: not-a-field',
      ' Depends: neither-this',
    ].join('\n'),
  )
  const provider = { label: 'test', root: 'http://test/', automatic }
  return new PackageIndex(Buffer.from(`${stanzas.join('\n\n')}\n\n`), provider)
}

function chosen(roots: string[], indexes: PackageIndex[], follow?: (name: string) => boolean): string[] {
  const plan = resolve(roots, indexes, follow)
  if ('missing' in plan) return expect.fail(`${plan.missing} is absent`)
  return plan.packages.map(each => `${each.name} ${each.version}`)
}

describe('the packages that a client needs', () => {
  it('are followed through Depends and Pre-Depends, each once', () => {
    const packages = index([
      ['client', { depends: 'libpq5 (>= 1), libc6:any', preDepends: 'loader' }],
      ['libpq5', { depends: 'libc6, libssl3' }],
      ['libc6', { depends: 'libgcc' }],
      ['libgcc', { depends: 'libc6' }],
      ['libssl3', {}],
      ['loader', {}],
      ['unrelated', {}],
    ])
    expect(chosen(['client'], [packages])).toEqual([
      'client 1',
      'loader 1',
      'libpq5 1',
      'libc6 1',
      'libssl3 1',
      'libgcc 1',
    ])
  })

  it('are taken in the newest version of all repositories', () => {
    const old = index([['client', { version: '17.2-1', depends: 'libpq5' }]])
    const fresh = index([
      ['client', { version: '17.10-1', depends: 'libpq5' }],
      ['libpq5', { version: '9' }],
    ])
    expect(chosen(['client'], [old, fresh])).toEqual(['client 17.10-1', 'libpq5 9'])
  })

  it('come from a suite that is held back only where no other has them', () => {
    const stable = index([['client', { version: '17.2-1', depends: 'libnew' }]])
    const experimental = index(
      [
        ['client', { version: '17.10-1' }],
        ['libnew', {}],
      ],
      false,
    )
    expect(chosen(['client'], [experimental, stable])).toEqual(['client 17.2-1', 'libnew 1'])
  })

  it('may be met by an alternative or by what provides the name', () => {
    const packages = index([
      ['client', { depends: 'libgone | libreadline (>= 7), libldap-abi (>= 2), libtls' }],
      ['libreadline', { version: '8' }],
      ['libldap2', { provides: 'libldap-abi (= 2.6), other' }],
      ['libold', { provides: 'libldap-abi' }],
      ['libtls-a', { provides: 'libtls' }],
    ])
    expect(chosen(['client'], [packages])).toEqual(['client 1', 'libreadline 8', 'libldap2 1', 'libtls-a 1'])
  })

  it('do not grow by an alternative of what is there', () => {
    const packages = index([
      ['client', { depends: 'liba' }],
      ['liba', { depends: 'libb | liba, virtual', provides: 'virtual' }],
      ['libb', {}],
      ['libvirtual', { provides: 'virtual' }],
    ])
    expect(chosen(['client'], [packages])).toEqual(['client 1', 'liba 1'])
  })

  it('leave out packages without machine code, unless asked for', () => {
    const packages = index([
      ['client', { depends: 'common, libpq5' }],
      ['common', { architecture: 'all', depends: 'perl' }],
      ['libpq5', {}],
      ['perl', {}],
    ])
    expect(chosen(['client'], [packages])).toEqual(['client 1', 'libpq5 1'])
    expect(chosen(['client', 'common'], [packages])).toContain('perl 1')
  })

  it('stop at the names that are to be followed', () => {
    const packages = index([
      ['client', { depends: 'libc6, libpq5' }],
      ['libpq5', { depends: 'libssl3' }],
      ['libssl3', {}],
      ['libc6', {}],
    ])
    expect(chosen(['client'], [packages], name => name === 'libpq5')).toEqual(['client 1', 'libpq5 1'])
  })

  it('are named where nothing meets them', () => {
    const packages = index([
      ['client', { depends: 'libpq5 (>= 2), libgone' }],
      ['libpq5', { version: '1' }],
    ])
    expect(resolve(['client'], [packages])).toMatchObject({
      unmet: ['client needs libpq5 (>= 2)', 'client needs libgone'],
    })
    expect(resolve(['server'], [packages])).toEqual({ missing: 'server' })
  })
})
