import { type Html, html } from './html.ts'

/** A name from outside among words of ours: its direction of writing does not turn theirs. */
export function named(name: string): Html {
  return html`<bdi>${name}</bdi>`
}

/** A key, a path, or a command's word. */
export function code(text: string): Html {
  return html`<code>${text}</code>`
}

/** A moment, for people and machines: `2026-11-22 03:07`, UTC. */
export function moment(at: string): Html {
  return html`<time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time>`
}

/** A link to a page of the web; anything else, such as a script, stays a text. */
export function link(url: string, text: string): Html {
  return /^https?:\/\//i.test(url) ? html`<a href="${url}">${text}</a>` : html`${text}`
}

/** What state something is in: a sign before the word, so that it isn't shown by colour alone. */
export function mark(state: 'good' | 'look' | 'bad' | 'none', words: string): Html {
  return html`<span class="mark ${state}"><span aria-hidden="true">${SIGNS[state]}</span> ${words}</span>`
}

const SIGNS = { good: '✓', look: '!', bad: '✕', none: '○' } as const
