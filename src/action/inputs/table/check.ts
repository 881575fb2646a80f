import { flag } from '../readers.ts'
import { defaulting } from '../row.ts'

/** What else is told. */
export const leastPrivilegeInputs = {
  'least-privilege': defaulting(flag, 'false', {
    description:
      'Print the rights that this configuration needs and no others: the GRANTs for the role, and IAM policies for a writer, a pruner and a restorer.',
  }),
}
