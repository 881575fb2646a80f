import { type Parsed, parsed, quoted, refused } from '../../core/parsed.ts'

/** What people call AWS's regions: by the places that its console shows, as far as each has one region only. */
const PLACES: Readonly<Record<string, string>> = {
  frankfurt: 'eu-central-1',
  zurich: 'eu-central-2',
  ireland: 'eu-west-1',
  dublin: 'eu-west-1',
  london: 'eu-west-2',
  paris: 'eu-west-3',
  stockholm: 'eu-north-1',
  milan: 'eu-south-1',
  spain: 'eu-south-2',
  virginia: 'us-east-1',
  ohio: 'us-east-2',
  california: 'us-west-1',
  oregon: 'us-west-2',
  canada: 'ca-central-1',
  montreal: 'ca-central-1',
  calgary: 'ca-west-1',
  mumbai: 'ap-south-1',
  hyderabad: 'ap-south-2',
  singapore: 'ap-southeast-1',
  sydney: 'ap-southeast-2',
  jakarta: 'ap-southeast-3',
  melbourne: 'ap-southeast-4',
  tokyo: 'ap-northeast-1',
  seoul: 'ap-northeast-2',
  osaka: 'ap-northeast-3',
  'hong kong': 'ap-east-1',
  bahrain: 'me-south-1',
  uae: 'me-central-1',
  dubai: 'me-central-1',
  'tel aviv': 'il-central-1',
  'cape town': 'af-south-1',
  'sao paulo': 'sa-east-1',
}

const EXAMPLE = 'eu-central-1'

/** Reads the name of a region, of AWS or of a store that has names of its own: `auto`, `fsn1`, `us-west-004`. */
export function parseRegion(text: string): Parsed<string> {
  if (/^[A-Za-z0-9_-]+$/.test(text)) return parsed(text)
  return refused(`${quoted(text)} is not a region; write ${placeIn(text) ?? `one such as ${EXAMPLE}`}`)
}

/** The first of several names that may be a region of AWS; one of another store need not be. */
export function firstOfAws(names: readonly (string | undefined)[]): string | undefined {
  return names.find(name => name && name !== 'auto' && !notOfAws(name))
}

/** Why a name cannot be that of a region of AWS, and what to write; undefined where it may be one. */
export function notOfAws(region: string): string | undefined {
  if (/^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/.test(region) || region === 'auto') return undefined
  const meant = placeIn(region) ?? corrected(region)
  const advice = meant ? `write ${meant}` : `write one such as ${EXAMPLE}, or endpoint too for another store`
  return `${quoted(region)} is not a region of AWS; ${advice}`
}

/** The region of a place that is named anywhere in a text: `Frankfurt`, `EU (Frankfurt)`, `europe_london`. */
function placeIn(text: string): string | undefined {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.split(/[^a-z]+/).filter(word => word !== '')
  const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ''}`)
  const found = [...pairs, ...words].find(each => Object.hasOwn(PLACES, each))
  return found && PLACES[found]
}

/** The region that is meant by one in capitals, with underscores, without its hyphens, or by one of its zones. */
function corrected(text: string): string | undefined {
  const small = text.toLowerCase().replaceAll('_', '-')
  const [, region, zone = ''] = /^([a-z]{2}(?:-[a-z]+)+-?\d)([a-f]?)$/.exec(small) ?? []
  const right = region?.replace(/([a-z])(\d)$/, '$1-$2')
  return zone !== '' || right !== text ? right : undefined
}
