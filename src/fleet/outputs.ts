import type { Outputs } from '../action/outputs.ts'

/** What the parts of a fleet hand to what comes after them; each has its own. */
export type FleetValues = Partial<
  Readonly<
    Record<
      'matrix' | 'started' | 'url' | 'name' | 'destination' | 'class' | 'path' | 'failed' | 'unknown',
      string
    >
  >
>

/** Every output of the fleet action, once. */
export const FLEET_OUTPUTS: Outputs<FleetValues> = {
  matrix: {
    description:
      'Of `list`: the places of the databases in the list, such as `[0,1,2]`, for the axis `index` of a matrix. Numbers alone: GitHub drops an output that holds a line of a secret, and a brace is one where `database-urls` is written on several lines.',
    read: ({ matrix = '' }) => matrix,
  },
  started: {
    description:
      'Of `list`: the attempt of the run and the time, for `summary`, which says how long it all took.',
    read: ({ started = '' }) => started,
  },
  url: {
    description: 'Of `url`: the URL of the database, masked.',
    read: ({ url = '' }) => url,
  },
  name: {
    description: 'Of `url`: the series of the database.',
    read: ({ name = '' }) => name,
  },
  destination: {
    description: 'Of `url`: its own destination, or that of all.',
    read: ({ destination = '' }) => destination,
  },
  class: {
    description: 'Of `url`: its own class, or that of all.',
    read: values => values.class ?? '',
  },
  path: {
    description: 'Of `result`: the file to keep as an artifact.',
    read: ({ path = '' }) => path,
  },
  failed: {
    description:
      'Of `summary`: the databases whose jobs failed, or were cancelled or skipped, one a line; with their destination where two have one name. One that is stored, but unlike those before it, is among them.',
    read: ({ failed = '' }) => failed,
  },
  unknown: {
    description:
      'Of `summary`: those of which it is not known how they ended, likewise: their results could not be collected.',
    read: ({ unknown = '' }) => unknown,
  },
}
