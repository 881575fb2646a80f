import { BackupError, defineError } from '../core/errors.ts'
import { sentence } from '../core/sentence.ts'
import type { Connection } from '../postgres/connection/connection.ts'
import { WRITING } from '../postgres/probe/beginning.ts'
import { inSession } from '../postgres/probe/in-session.ts'
import type { Session } from '../postgres/probe/session.ts'
import { statementError } from '../postgres/statement-error.ts'

/**
 * Runs the statements of missingRoles or placeholderRoles in one transaction. A membership that may not be given is none
 * of the things that a restore stands on: it is returned in words. Anything else undoes it all.
 * @throws BackupError `roles-not-created`, or what keeps us from the server
 */
export async function createRoles(
  connection: Connection,
  statements: readonly string[],
  { signal }: { readonly signal: AbortSignal },
): Promise<string[]> {
  return await inSession(connection, { signal, beginning: WRITING }, async session => {
    const refused: string[] = []
    for (const statement of statements) refused.push(...(await runOne(session, statement, connection.user)))
    await session.commit()
    return refused
  })
}

async function runOne(session: Session, statement: string, role: string): Promise<string[]> {
  await session.rows('SAVEPOINT statement')
  try {
    await session.rows(statement)
    await session.rows('RELEASE statement')
    return []
  } catch (error) {
    const refusal = statementError(error)
    if (!refusal) throw error
    if (!statement.startsWith('GRANT ')) throw notCreated(refusal, statement, role)
    await session.rows('ROLLBACK TO statement')
    return [`${statement.replace(/;$/, '')}: ${refusal.message}`]
  }
}

const ROLES_NOT_CREATED = defineError({
  topic: 'target',
  code: 'roles-not-created',
  kind: 'database',
  meaning: 'A role that the backup needs could not be created in the target.',
  fix: 'Restore as a role with CREATEROLE, or create the missing roles before; no role was created.',
})

function notCreated(error: Error, statement: string, role: string): BackupError {
  const [, name = 'a role'] = /^CREATE ROLE ("(?:[^"]|"")+")/.exec(statement) ?? []
  return new BackupError(
    {
      ...ROLES_NOT_CREATED,
      message: sentence(`Role ${role} could not create role ${name}: ${error.message}`),
    },
    error,
  )
}
