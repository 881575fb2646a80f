import { counted, firstOf } from '../../core/words.ts'
import { qualifiedName } from '../../fingerprint/fingerprint.ts'
import type { QualifiedName } from '../../postgres/table-pattern.ts'
import { type Finding, failed, fine } from '../finding.ts'
import { SUBJECTS } from './subjects.ts'

/** Who backs up, and which part of the backup is hidden from them. */
export interface HiddenFacts {
  readonly role: string
  readonly major: number
  /** How many tables the backup would hold. */
  readonly tables: number
  readonly unreadable: readonly QualifiedName[]
  readonly rowSecured: readonly QualifiedName[]
  readonly largeObjects: number
  readonly unreadableLargeObjects: number
}

/** pg_dump stops at the first of them; here all are reported. */
export function evaluateRights(facts: HiddenFacts): Finding[] {
  return [privileges(facts), rowSecurity(facts), ...largeObjects(facts)]
}

function privileges({ major, role, tables, unreadable }: HiddenFacts): Finding {
  if (unreadable.length === 0) {
    return fine(SUBJECTS.privileges, `Role ${role} may read all ${counted(tables, 'table')} of the backup.`)
  }
  return failed(SUBJECTS.privileges, {
    kind: 'database',
    code: 'table-denied',
    message: `Role ${role} may not read ${firstOf(unreadable.map(qualifiedName), MOST_NAMED)}.`,
    hint:
      major >= 14
        ? `Run GRANT pg_read_all_data TO ${role}, or leave them out of the backup.`
        : `Run GRANT USAGE ON SCHEMA and GRANT SELECT ON ALL TABLES and ALL SEQUENCES IN SCHEMA for ${role}, or leave them out of the backup.`,
  })
}

function rowSecurity({ role, rowSecured }: HiddenFacts): Finding {
  if (rowSecured.length === 0) return fine(SUBJECTS.rowSecurity, `No policy hides rows from role ${role}.`)
  return failed(SUBJECTS.rowSecurity, {
    kind: 'database',
    code: 'row-security-applies',
    message: `Row-level security hides rows from role ${role} in ${firstOf(rowSecured.map(qualifiedName), MOST_NAMED)}, and pg_dump refuses to leave rows out.`,
    hint: `Run ALTER ROLE ${role} BYPASSRLS, or back up as a role that has it.`,
  })
}

function largeObjects({
  largeObjects: all,
  major,
  role,
  unreadableLargeObjects: denied,
}: HiddenFacts): Finding[] {
  if (all === 0) return []
  if (denied === 0)
    return [fine(SUBJECTS.largeObjects, `Role ${role} may read all ${counted(all, 'large object')}.`)]
  return [
    failed(SUBJECTS.largeObjects, {
      kind: 'database',
      code: 'large-object-denied',
      message: `Role ${role} may not read ${denied.toLocaleString('en-US')} of ${counted(all, 'large object')}.`,
      hint:
        major >= 19
          ? `Run GRANT pg_read_all_data TO ${role}.`
          : 'Grant SELECT on each of them: least-privilege prints the statement.',
    }),
  ]
}

/** How many names a finding lists. */
export const MOST_NAMED = 10
