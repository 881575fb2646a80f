import type { SkipRule } from './skip-rule.ts'

export const PRIVILEGE_RULES: readonly SkipRule[] = [
  {
    name: 'privileges left out',
    applies: ({ kind }, { choices }) => choices.noAcl && (kind === 'ACL' || kind === 'DEFAULT ACL'),
    why: () => 'privileges are left out (no-acl)',
  },
]
