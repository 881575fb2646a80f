/** Who creates the roles, and where. */
export interface RoleCreator {
  readonly superuser: boolean
  /** The server's major version. */
  readonly major: number
}

/** Statements that create the wanted roles. */
export function missingRoles(
  _globalsSql: string,
  _wanted: readonly string[],
  _existing: readonly string[],
  _creator: RoleCreator,
): string[] {
  throw new Error('being written')
}

/** Which of the wanted roles the backup's roles SQL could create. */
export function creatableRoles(
  _globalsSql: string,
  _wanted: readonly string[],
  _existing: readonly string[],
): string[] {
  throw new Error('being written')
}

/** Roles without any right, so that what names them can be restored. */
export function placeholderRoles(_names: readonly string[]): string[] {
  throw new Error('being written')
}
