/** An email as it came: its headers, and the text of each part, decoded. */
export interface ReceivedMail {
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>
  /** By content type, such as `text/html`. */
  readonly parts: ReadonlyMap<string, string>
}

/** Reads what nodemailer writes: one level of parts. */
export function parseMail(raw: Buffer): ReceivedMail {
  const { body, headers } = split(raw.toString('latin1'))
  const [, boundary] = /boundary="?([^";]+)"?/.exec(headers.get('content-type') ?? '') ?? []
  const pieces = boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1)
  const parts = pieces.map(piece => {
    const part = split(piece.replace(/^\r\n/, ''))
    const [type = ''] = (part.headers.get('content-type') ?? '').split(';')
    return [type, decoded(part.body, part.headers.get('content-transfer-encoding') ?? '')] as const
  })
  return {
    headers: new Map([...headers].map(([name, value]) => [name, words(value)])),
    parts: new Map(parts),
  }
}

function split(text: string): { readonly headers: Map<string, string>; readonly body: string } {
  const end = text.indexOf('\r\n\r\n')
  const lines = text
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = lines.map(line => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return { headers: new Map(headers), body: text.slice(end + 4) }
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString()
  return quotedPrintable(body.replaceAll('=\r\n', ''))
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}

/** RFC 2047: `=?UTF-8?Q?…?=` and `=?UTF-8?B?…?=`. */
function words(value: string): string {
  return value
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(text, 'base64').toString()
        : quotedPrintable(text.replaceAll('_', ' ')),
    )
}
