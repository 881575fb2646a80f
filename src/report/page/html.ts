/** What may stand in a template. Lists are joined; nothing is written for undefined and false. */
export type Value = string | number | Html | undefined | false | readonly Value[]

/** Markup in which everything from outside is escaped: there is no other way to make it than `html` and `own`. */
export class Html {
  readonly #markup: string

  private constructor(markup: string) {
    this.#markup = markup
  }

  /** A template whose values are escaped, unless they are Html themselves. Attributes have to be quoted. */
  static template(this: void, parts: TemplateStringsArray, ...values: readonly Value[]): Html {
    return new Html(String.raw({ raw: parts }, ...values.map(markupOf)))
  }

  /** Markup of our own that no name from outside has come near: such as the styles. */
  static own(this: void, markup: string): Html {
    return new Html(markup)
  }

  toString(): string {
    return this.#markup
  }
}

export const html = Html.template
export const own = Html.own

function markupOf(value: Value): string {
  if (value === undefined || value === false) return ''
  if (typeof value === 'string') return escaped(spelled(value))
  if (typeof value === 'number') return String(value)
  return value instanceof Html ? value.toString() : value.map(markupOf).join('')
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`)
}

/**
 * Makes visible what would hide or turn other characters: control characters, and marks of direction and width. The
 * joiners that emoji and some scripts are written with stay.
 */
export function spelled(text: string): string {
  return text
    .toWellFormed()
    .replace(
      /[^\P{Cc}\n\t]|[^\P{Cf}\u200c\u200d]|[\u2028\u2029]/gu,
      character => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    )
}
