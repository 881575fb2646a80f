import { type Dependency, meets } from './dependency.ts'
import { type AptPackage, byPreference, type PackageIndex } from './package-index.ts'

export interface Plan {
  readonly packages: readonly AptPackage[]
  /** Dependencies that nothing meets: harmless unless a program then lacks a library. */
  readonly unmet: readonly string[]
}

/**
 * Chooses the packages that the roots need, of each the preferred version, following `Depends` as far as `follow`
 * says. Packages for all architectures hold no libraries and are left out unless they are roots.
 * @returns undefined with the name of the root that no index has
 */
export function resolve(
  roots: readonly string[],
  indexes: readonly PackageIndex[],
  follow: (name: string) => boolean = () => true,
): Plan | { readonly missing: string } {
  const chosen = new Map<string, AptPackage>()
  const unmet: string[] = []
  const queue: AptPackage[] = []
  const take = (candidate: AptPackage): void => {
    chosen.set(candidate.name, candidate)
    queue.push(candidate)
  }
  for (const root of roots) {
    const [best] = indexes.flatMap(index => index.named(root)).sort(byPreference)
    if (!best) return { missing: root }
    take(best)
  }
  for (let next = queue.shift(); next; next = queue.shift()) {
    for (const group of next.depends) {
      const wanted = group.filter(({ name }) => follow(name))
      if (wanted.length === 0 || isMet(group, chosen)) continue
      const candidate = firstCandidate(wanted, indexes)
      if (!candidate) unmet.push(`${next.name} needs ${group.map(described).join(' or ')}`)
      else if (candidate.architecture !== 'all' && !chosen.has(candidate.name)) take(candidate)
    }
  }
  return { packages: [...chosen.values()], unmet }
}

function isMet(group: readonly Dependency[], chosen: ReadonlyMap<string, AptPackage>): boolean {
  return group.some(dependency => {
    const own = chosen.get(dependency.name)
    return (
      (own && meets(own.version, dependency)) || [...chosen.values()].some(each => provides(each, dependency))
    )
  })
}

function firstCandidate(
  group: readonly Dependency[],
  indexes: readonly PackageIndex[],
): AptPackage | undefined {
  for (const dependency of group) {
    const real = indexes.flatMap(index => index.named(dependency.name))
    const [best] = real.filter(({ version }) => meets(version, dependency)).sort(byPreference)
    if (best) return best
  }
  for (const dependency of group) {
    const virtual = indexes.flatMap(index => index.providing(dependency.name))
    const [best] = virtual.filter(each => provides(each, dependency)).sort(byPreference)
    if (best) return best
  }
  return undefined
}

function provides(candidate: AptPackage, dependency: Dependency): boolean {
  return candidate.provides.some(
    ({ name, constraint }) => name === dependency.name && meets(constraint?.version, dependency),
  )
}

function described({ name, constraint }: Dependency): string {
  return constraint ? `${name} (${constraint.relation} ${constraint.version})` : name
}
