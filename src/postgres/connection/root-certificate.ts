import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * libpq reads the CA's certificate from a file: PEM text is written into `folder`, which the caller removes.
 * Certificates are public, so nothing secret reaches the disk.
 */
export function rootCertificateFile(pem: string, folder: string): string {
  const path = join(folder, 'root-certificate.pem')
  writeFileSync(path, pem, { mode: 0o600 })
  return path
}
