/** A connection string that was pasted wrongly: what it looks like, and what to write. */
interface Mistake {
  readonly looks: RegExp
  readonly problem: string
}

const FORM = 'postgresql://user:password@host:5432/database'

/** Looked for before the string is parsed, the most telling first. No message repeats any of the string. */
const MISTAKES: readonly Mistake[] = [
  {
    looks: /^(["'`]).*\1$|^[“‘].*[”’]$/s,
    problem: 'is wrapped in quotation marks; store the secret without them',
  },
  {
    looks: /^\$\{?\w+\}?$|\$\{\{/,
    problem: `is the name of a variable, not its value: shell variables are not expanded here; write \${{ secrets.NAME }}`,
  },
  {
    looks: /^(export\s+)?[A-Za-z_][A-Za-z_0-9]*=["']?postgres(ql)?:\/\//,
    problem: `starts with a variable's name and “=”; store only what follows, ${FORM}`,
  },
  {
    looks: /^(psql|pg_dump|pg_restore|docker)\s/,
    problem: `is a command line; store only the connection string in it, ${FORM}`,
  },
  { looks: /[\r\n]/, problem: 'has a line break in it; store one connection string, on one line' },
  {
    looks: /^jdbc:/i,
    problem: `is a JDBC URL, which holds no user or password before the host; write ${FORM}`,
  },
  {
    looks: /^postgres(ql)?\+\w+:/i,
    problem: 'names a Python driver after “+”; write postgresql:// instead',
  },
  {
    looks: /^prisma(\+postgres)?:\/\//i,
    problem: `is a Prisma proxy's URL, which pg_dump cannot use; write the database's own, ${FORM}`,
  },
  {
    looks: /^https?:\/\//i,
    problem: `is a web address, not a database's; write ${FORM} (Supabase: Connect → Session pooler)`,
  },
  {
    looks: /^(?!postgres(ql)?:)[a-z][a-z0-9+.-]*:\/\//i,
    problem: `is not a PostgreSQL URL; write ${FORM}`,
  },
  {
    looks:
      /^postgres(?:ql)?:\/\/(?:user|username):[^@]*@(?:host|hostname)(?=[:/?]|$)|\{[a-z][a-z_ -]*\}|<[a-z][a-z_ -]*>|\[?YOUR[-_ ]?(DATABASE[-_ ]?)?PASSWORD\]?|password_here/i,
    problem:
      'still has a placeholder in it, such as user:password@host, {project-ref} or [YOUR-PASSWORD]; put the real value in its place, percent-encoded',
  },
]

/** The first classic mistake in the string, or undefined. */
export function mistakeIn(text: string): string | undefined {
  return MISTAKES.find(({ looks }) => looks.test(text))?.problem
}
