/** Whether a host, as `URL` writes it, is this very machine: what is sent there travels nowhere. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
