/** How a provider's server is verified: what its root certificate is, and where it is. */
interface Provider {
  readonly name: string
  readonly matches: RegExp
  /** What to give as ssl-root-cert; undefined where its certificates cannot be verified. */
  readonly root: string | undefined
}

const SYSTEM = '“system”, since a public authority issues its certificates'

/** By host name, the more special first. */
const PROVIDERS: readonly Provider[] = [
  {
    name: 'Supabase',
    matches: /\.supabase\.(?:co|com)$/i,
    root: 'the certificate of the project (Dashboard → Database settings → SSL configuration → Download certificate)',
  },
  { name: 'RDS Proxy', matches: /\.proxy-[^.]+\..*\.rds\.amazonaws\.com$/i, root: SYSTEM },
  {
    name: 'RDS and Aurora',
    matches: /\.rds\.amazonaws\.com$/i,
    root: 'https://truststore.pki.rds.amazonaws.com/global/global-bundle.pem, downloaded',
  },
  { name: 'Neon', matches: /\.neon\.(?:tech|build)$/i, root: SYSTEM },
  {
    name: 'Cloud SQL',
    matches: /\.sql\.goog$/i,
    root: 'server-ca.pem of the instance (Console → Connections → Security)',
  },
  { name: 'Azure', matches: /\.postgres\.database\.azure\.com$/i, root: SYSTEM },
  { name: 'Heroku', matches: /\.compute(?:-1)?\.amazonaws\.com$/i, root: undefined },
  {
    name: 'DigitalOcean',
    matches: /\.ondigitalocean\.com$/i,
    root: 'ca-certificate.crt of the cluster (Control panel → Connection details)',
  },
  { name: 'Aiven', matches: /\.aivencloud\.com$/i, root: 'ca.pem of the project (Console → Overview)' },
]

/** Cloud SQL is mostly reached by an address, and its authority says it. */
const CLOUD_SQL_ISSUER = /Google Cloud SQL/i

/** How to come to verify-full there, as a sentence; undefined for who is not known here. */
export function verifyFullAt(host: string, issuer: string): string | undefined {
  const provider =
    PROVIDERS.find(({ matches }) => matches.test(host)) ??
    (CLOUD_SQL_ISSUER.test(issuer) ? PROVIDERS.find(({ name }) => name === 'Cloud SQL') : undefined)
  if (!provider) return undefined
  const { name, root } = provider
  return root === undefined
    ? `${name} signs its certificates itself, so verify-full is not possible there: keep the default, which never shows such a server the password.`
    : `${name}: set sslmode: verify-full, and ssl-root-cert: ${root}.`
}

/** What goes with sslmode: verify-full, to be put after it: ` with ssl-root-cert …`. */
export function rootHint(host: string): string {
  const root = PROVIDERS.find(({ matches }) => matches.test(host))?.root
  return ` with ssl-root-cert${root === undefined ? '' : ` (${root})`}`
}
