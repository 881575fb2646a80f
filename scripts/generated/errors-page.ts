import { SECTIONS, type Section } from './errors/sections.ts'

/** docs/errors.md: everything that can go wrong, by the code that the log shows. */
export function errorsPage(): string {
  return `# Errors

<!-- Written by \`npm run generate\` from src and scripts/generated/errors; do not edit. -->

Every failure is reported in one line, what happened and why, with a hint of what to do, and has a code that never changes.
Messages name the host and the role, never the password or the URL. Nothing is stored by a run that fails, except a backup
that is unlike those before it.

The kind says whose turn it is: \`input\` is fixed in the workflow, \`environment\` on the machine, \`database\` and
\`storage\` at the server and the store, \`integrity\` means that a backup or package must not be trusted, and \`bug\` is ours.

${SECTIONS.map(section).join('\n')}`
}

function section({ title, about, errors }: Section): string {
  const rows = errors.map(
    ({ code, kind, meaning, fix }) => `| \`${code}\` | ${kind} | ${cell(meaning)} | ${cell(fix)} |`,
  )
  return `## ${title}

${about}

| Code | Kind | What it means | What to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** Markdown cells end at a bar, and take angle brackets for tags. */
function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('<', '&lt;')
}
