import { rootCertificateFile } from '../postgres/connection/root-certificate.ts'
import type { ConnectionInputs } from './inputs/shared.ts'

/** Where the root certificate is: PEM text is put into a file first. */
export function rootCertificatePath({ sslRootCert }: ConnectionInputs, scratch: string): string | undefined {
  return sslRootCert?.kind === 'pem' ? rootCertificateFile(sslRootCert.pem, scratch) : sslRootCert?.path
}
