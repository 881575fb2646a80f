/** Where a step writes to: no matter what it is called, and all of its text. */
export type Written = Readonly<Record<string, string | Uint8Array>>

/**
 * The places that hold a secret in a form that somebody could read it from: as it is, percent-encoded, as JSON, in
 * hexadecimal, or in base64, alone or in the middle of something longer.
 */
export function findSecrets(secrets: readonly string[], written: Written): string[] {
  return Object.entries(written).flatMap(([place, content]) => {
    const text = Buffer.from(content).toString('latin1').toLowerCase()
    const found = secrets.filter(secret =>
      forms(secret).some(form => text.includes(Buffer.from(form).toString('latin1').toLowerCase())),
    )
    return found.map(secret => `${secret} in ${place}`)
  })
}

function forms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    encodeURIComponent(secret),
    encodeURI(secret),
    secret.replace(/[^A-Za-z0-9]/g, sign => `%${sign.charCodeAt(0).toString(16)}`),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...[0, 1, 2].map(offset => insideBase64(bytes, offset)),
  ]
}

/** What base64 makes of the secret behind `offset` other bytes, without the signs that its neighbours change too. */
function insideBase64(secret: Buffer, offset: number): string {
  const before = Buffer.alloc(offset)
  const text = Buffer.concat([before, secret]).toString('base64').replace(/=+$/, '')
  return text.slice(Math.ceil((offset * 8) / 6), -1)
}
