/** Keys of AWS, or of a store that speaks as S3 does. */
export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** When they end; the SDK asks for others a few minutes before. */
  readonly expiration?: Date
}

/** Keys, or what gets them: asked again whenever those that it gave are about to expire. */
export type AwsCredentials = AwsKeys | (() => Promise<AwsKeys>)

/** As clients of the SDK take them, which change what they are given. */
export function forSdk(credentials: AwsCredentials): AwsCredentials {
  return typeof credentials === 'function' ? credentials : { ...credentials }
}
