/** A name as an archive's table of contents has it: pg_dump makes spaces of line breaks (sanitize_line). */
export function sanitized(name: string): string {
  return name.replaceAll(/[\r\n]/g, ' ')
}
