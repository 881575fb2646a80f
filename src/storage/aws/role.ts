import { type Parsed, parsed, refused } from '../../core/parsed.ts'

/** A role of AWS IAM, as its ARN names it. */
export interface AwsRole {
  readonly arn: string
  /** The token is made out to it: AWS in China has another one. */
  readonly audience: string
  /** Where its token service is asked, if nothing says another region. */
  readonly homeRegion: string
}

/** What differs between the parts of AWS that have accounts of their own. */
const HOME_REGIONS: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-eusc': 'eusc-de-east-1',
}

const ARN = /^arn:(aws(?:-[a-z]+)*):iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/

/** Reads the ARN of a role. The text is not repeated: it may be a key that was put into the wrong input. */
export function parseRole(text: string): Parsed<AwsRole> {
  const [, partition] = ARN.exec(text) ?? []
  if (partition === undefined)
    return refused('not the ARN of a role; write it like arn:aws:iam::123456789012:role/pg-backup')
  return parsed({
    arn: text,
    audience: partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com',
    homeRegion: HOME_REGIONS[partition] ?? 'us-east-1',
  })
}
