import { expect, it } from 'vitest'
import { rolesInDefinition } from '../../../../src/postgres/toc/toc-entry-of.ts'

it.for([
  ['POLICY', 'CREATE POLICY p ON public.t TO app USING (true);\n', ['app']],
  [
    'POLICY',
    'CREATE POLICY "a TO b" ON "s.t"."x TO y" AS RESTRICTIVE FOR UPDATE TO app, "Two words", "q""uote, x" USING ((v <> \' TO nobody \'::text)) WITH CHECK (true);\n',
    ['app', 'Two words', 'q"uote, x'],
  ],
  ['POLICY', 'CREATE POLICY p ON public.t FOR INSERT TO app WITH CHECK (true);\n', ['app']],
  ['POLICY', 'CREATE POLICY "line\nbreak" ON public.t TO "new\nline";\n', ['new\nline']],
  ['POLICY', "CREATE POLICY p ON public.t USING ((v = ' TO app USING '::text));\n", []],
  ['ROW SECURITY', 'ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;\n', []],
  ['USER MAPPING', 'CREATE USER MAPPING FOR app SERVER s OPTIONS (\n    "user" \'x\'\n);\n', ['app']],
  ['USER MAPPING', 'CREATE USER MAPPING FOR "SERVER x" SERVER s;\n', ['SERVER x']],
  ['USER MAPPING', 'CREATE USER MAPPING FOR public SERVER s;\n', []],
  ['FUNCTION', "CREATE FUNCTION f() AS 'CREATE POLICY p ON public.t TO app;'", []],
] as const)('a %s names the roles that must exist: %s', ([kind, definition, roles]) => {
  expect(rolesInDefinition(kind, definition)).toEqual(roles)
})
