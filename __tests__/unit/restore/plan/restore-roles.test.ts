import { describe, expect, it } from 'vitest'
import { creatableRoles, missingRoles, placeholderRoles } from '../../../../src/restore/plan/roles.ts'

/** As pg_dumpall 17 writes it. */
const GLOBALS = `SET default_transaction_read_only = off;

--
-- Roles
--

CREATE ROLE app;
ALTER ROLE app WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 7 VALID UNTIL '2030-01-01 00:00:00+00';
COMMENT ON ROLE app IS 'CREATE ROLE forged;';
CREATE ROLE "My ""Role""";
ALTER ROLE "My ""Role""" WITH SUPERUSER NOINHERIT CREATEROLE CREATEDB NOLOGIN REPLICATION BYPASSRLS PASSWORD 'SCRAM-SHA-256$x';
CREATE ROLE readers;
ALTER ROLE readers WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;

--
-- User Configurations
--

ALTER ROLE app SET search_path TO 'app', 'public';

--
-- Role memberships
--

GRANT "My ""Role""" TO readers WITH ADMIN OPTION, INHERIT FALSE GRANTED BY postgres;
GRANT pg_read_all_data TO readers WITH INHERIT TRUE GRANTED BY postgres;
GRANT readers TO app WITH INHERIT TRUE GRANTED BY postgres;
GRANT readers TO app WITH INHERIT TRUE GRANTED BY "My ""Role""";
`
const EXISTING = ['postgres', 'pg_read_all_data']

describe('roles that are missing', () => {
  it('are created with the roles that they are members of, with attributes but without passwords and settings', () => {
    expect(missingRoles(GLOBALS, ['app'], EXISTING, { superuser: true, major: 17 })).toEqual([
      `CREATE ROLE "app" WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 7 VALID UNTIL '2030-01-01 00:00:00+00';`,
      'CREATE ROLE "readers" WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB NOLOGIN NOREPLICATION NOBYPASSRLS;',
      'CREATE ROLE "My ""Role""" WITH SUPERUSER NOINHERIT CREATEROLE CREATEDB NOLOGIN REPLICATION BYPASSRLS;',
      'GRANT "readers" TO "app" WITH INHERIT TRUE;',
      'GRANT "My ""Role""" TO "readers" WITH ADMIN OPTION, INHERIT FALSE;',
      'GRANT "pg_read_all_data" TO "readers" WITH INHERIT TRUE;',
    ])
  })

  it('get no more from an ordinary role than it may give, and admit it, so that they can own things', () => {
    const statements = missingRoles(GLOBALS, ['My "Role"'], EXISTING, { superuser: false, major: 16 })
    expect(statements).toEqual([
      'CREATE ROLE "My ""Role""" WITH NOINHERIT CREATEROLE NOLOGIN;',
      'GRANT "My ""Role""" TO CURRENT_USER;',
    ])
  })

  it('get memberships in words that the server knows', () => {
    const statements = missingRoles(GLOBALS, ['readers'], EXISTING, { superuser: true, major: 15 })
    expect(statements.slice(2)).toEqual([
      'GRANT "My ""Role""" TO "readers" WITH ADMIN OPTION;',
      'GRANT "pg_read_all_data" TO "readers";',
    ])
  })

  it('are left alone where they exist, and where the backup does not know them', () => {
    expect(
      creatableRoles(GLOBALS, ['app', 'stranger', 'forged', 'public'], [...EXISTING, 'readers']),
    ).toEqual(['app'])
    const statements = missingRoles(GLOBALS, ['app', 'stranger'], [...EXISTING, 'readers'], {
      superuser: true,
      major: 18,
    })
    expect(statements.map(statement => statement.split(' ').slice(0, 4).join(' '))).toEqual([
      'CREATE ROLE "app" WITH',
      'GRANT "readers" TO "app"',
    ])
  })
})

it('placeholders are roles that cannot log in, for all names that a role may have', () => {
  expect(placeholderRoles(['app', 'app', 'My "Role"', 'public', 'pg_monitor', '', 'current_user'])).toEqual([
    'CREATE ROLE "app" NOLOGIN;',
    'CREATE ROLE "My ""Role""" NOLOGIN;',
  ])
})
