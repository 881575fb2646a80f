/** How a database sorts and what letters are to it; undefined in older manifests. */
export type Locale =
  | {
      readonly provider: 'libc' | 'icu' | 'builtin'
      /** LC_COLLATE. */
      readonly collate: string
      /** LC_CTYPE. */
      readonly ctype: string
      /** The provider's own, unless that is libc. */
      readonly name?: string
      /** ICU's additional rules. */
      readonly rules?: string
    }
  | undefined

/** Whether a database was created so that it sorts as the source does. Where nobody knows how that sorts, it is not claimed not to. */
export type Sorting = 'as the source' | 'otherwise'

/** These sort by the code point of each character, regardless of the system. */
export function sortsByCodePoint({ provider, collate }: NonNullable<Locale>): boolean {
  return provider === 'builtin' || (provider === 'libc' && /^(?:C|POSIX|C\.utf-?8)$/i.test(collate))
}

/** For people: `en_US.UTF-8 of libc`. */
export function describeLocale({ provider, collate, name }: NonNullable<Locale>): string {
  return `${name ?? collate} of ${provider}`
}
