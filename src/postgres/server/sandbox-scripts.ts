/**
 * The shell scripts that start a program in a sandbox. Three of them, each the parent of the next:
 * - `start` runs as this step. It ends with the step, and its end is the end of everything below.
 * - `guard` may make namespaces: it is root's, or this step's where user namespaces are used. It stays outside of them, where
 *   nothing that runs in them can reach it.
 * - `inside` is the first process of the new namespaces. It builds the file system, leaves the machine's behind, gives its
 *   rights away and runs the program.
 */
export interface SandboxScripts {
  readonly start: string
  readonly guard: string
  readonly inside: string
}

/** How the namespaces are made, and whom the programs run as. */
export type SandboxMethod =
  /** By root, itself or through sudo; the account is nobody else's. */
  | { readonly kind: 'root'; readonly sudo: string | undefined; readonly uid: number }
  /** By anybody, in a user namespace: from outside the account is this step's, inside it has this number. */
  | { readonly kind: 'user namespace'; readonly uid: number }

export interface SandboxTools {
  readonly unshare: string
  readonly setpriv: string
  readonly mkfifo: string
}

export interface SandboxView {
  /** A folder that is ours: the scripts are in it, and `root`, an empty folder to build the file system on. */
  readonly folder: string
  /** Files for /etc: passwd, group, hosts, nsswitch.conf. */
  readonly etc: string
  /** What can be seen at the same path, and only read. */
  readonly readOnly: readonly string[]
  /** Folders that can be written to, at the same path. */
  readonly writable: readonly string[]
  /** Folders below the system's own that must not be seen. */
  readonly hidden: readonly string[]
}

/** Programs of the system that the scripts and PostgreSQL use. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'
const SYSTEM = ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32']
/** Of /etc, what programs and libraries need to start; nothing of it is a secret. */
const ETC = [
  ...['ld.so.cache', 'ld.so.conf', 'ld.so.conf.d', 'alternatives', 'localtime', 'timezone', 'locale.alias'],
  ...['ssl/openssl.cnf', 'pki/tls/openssl.cnf', 'crypto-policies', 'perl', 'python3'],
].map(name => `/etc/${name}`)
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom']
/** What sudo and libpq's environment say of the step. */
const FORGOTTEN = [
  ...['SUDO_COMMAND', 'SUDO_USER', 'SUDO_UID', 'SUDO_GID', 'SUDO_HOME', 'MAIL', 'OLDPWD'],
  ...['KRB5CCNAME', 'KRB5_CONFIG', 'KRB5_KTNAME', 'SSL_CERT_FILE', 'SSL_CERT_DIR', 'SystemRoot'],
].join(' ')

export function sandboxScripts(
  program: string,
  method: SandboxMethod,
  tools: SandboxTools,
  view: SandboxView,
): SandboxScripts {
  return {
    start: startScript(program, method, tools, view),
    guard: guardScript(method, tools, view),
    inside: insideScript(method, tools, view),
  }
}

/**
 * The pipe with a name ends when this shell does, however it is killed: that is what the guard waits for. An end by a signal
 * is passed on as one.
 */
function startScript(
  program: string,
  method: SandboxMethod,
  { mkfifo, setpriv }: SandboxTools,
  { folder }: SandboxView,
): string {
  const sudo =
    method.kind === 'root' && method.sudo !== undefined
      ? `${quoted(method.sudo)} -n --preserve-env="$names" `
      : ''
  return `#!/bin/sh
if [ "$1" != --bound ]; then exec ${quoted(setpriv)} --pdeathsig KILL /bin/sh "$0" --bound "$@"; fi
shift
ulimit -c 0
life=${quoted(folder)}/life.$$
${quoted(mkfifo)} -m 600 "$life" || exit 126
exec 3<&0 4<>"$life"
names=LC_ALL,TZ$(env | sed -n 's/^\\(PG[A-Z]*\\)=.*/,\\1/p' | tr -d '\\n')
${sudo}/bin/sh ${quoted(`${folder}/guard`)} $$ "$life" ${quoted(program)} "$@" <&3 3<&- 4<&- &
inside=$!
exec </dev/null >/dev/null 2>&1 3<&-
wait $inside
code=$?
rm -f "$life"
if [ $code -gt 128 ] && [ $code -le 192 ]; then kill -$((code - 128)) $$; fi
exit $code
`
}

/** What watches outlives a signal to the whole group of processes, which unshare ignores: nobody else would end the inside. */
function guardScript(method: SandboxMethod, { unshare }: SandboxTools, { folder }: SandboxView): string {
  const user = method.kind === 'user namespace' ? ' --user --map-root-user' : ''
  return `start=$1 life=$2
shift 2
exec 3<&0
${quoted(unshare)}${user} --mount --pid --net --ipc --uts --fork --kill-child=KILL /bin/sh ${quoted(`${folder}/inside`)} "$@" <&3 3<&- &
inside=$!
{ trap '' TERM INT HUP; kill -0 $start && read -r _ <"$life"; kill -KILL $(cat /proc/$inside/task/$inside/children) $inside; } </dev/null >/dev/null 2>&1 3<&- &
watch=$!
exec </dev/null >/dev/null 2>&1 3<&-
wait $inside
code=$?
kill -KILL $watch
exit $code
`
}

function insideScript(method: SandboxMethod, { setpriv, unshare }: SandboxTools, view: SandboxView): string {
  const { etc, folder, hidden, readOnly, writable } = view
  const root = `${folder}/root`
  // A change of the account has the kernel forget what --kill-child asked for.
  const rights = '--no-new-privs --inh-caps=-all --pdeathsig KILL'
  const leave =
    method.kind === 'root'
      ? `${quoted(setpriv)} --reuid=${method.uid} --regid=${method.uid} --clear-groups --bounding-set=-all ${rights}`
      : `${quoted(unshare)} --user --map-user=${method.uid} --map-group=${method.uid} ${quoted(setpriv)} ${rights}`
  const each = (name: string, paths: readonly string[]): string =>
    paths.map(path => `${name} ${quoted(path)}\n`).join('')
  return `set -e
umask 022
PATH=${PATH}:$PATH
exec 3<&0 </dev/null
root=${quoted(root)}
place() { # what, options
  if [ -d "$1" ]; then mkdir -p "$root$1"
  elif [ -e "$1" ]; then mkdir -p "$root\${1%/*}"; [ -e "$root$1" ] || : >"$root$1"
  else return 0; fi
  mount --rbind -o "$2" "$1" "$root$1"
}
system() { if [ -L "$1" ]; then ln -s "$(readlink "$1")" "$root$1"; else seen "$1"; fi; }
seen() { place "$1" ro,nosuid,nodev; }
written() { place "$1" nosuid,nodev,noexec; }
hide() { if [ -d "$root$1" ]; then mount -t tmpfs -o nosuid,nodev,noexec,size=64k,mode=755 tmpfs "$root$1"; fi; }
memory() { mkdir -p "$root$1"; mount -t tmpfs -o nosuid,nodev,noexec,size=64m,mode=1777 tmpfs "$root$1"; }
mount -t tmpfs -o nosuid,nodev,size=4m,mode=755 tmpfs "$root"
mkdir "$root/proc" "$root/dev" "$root/etc" "$root/run" "$root/var" "$root/old"
${each('system', SYSTEM)}${each('seen', ETC)}${each('hide', hidden)}memory /tmp
ln -s /tmp "$root/var/tmp"
ln -s /run "$root/var/run"
cp ${quoted(etc)}/* "$root/etc"
for name in ${DEVICES.join(' ')}; do : >"$root/dev/$name"; mount --bind "/dev/$name" "$root/dev/$name"; done
ln -s /proc/self/fd "$root/dev/fd"
for name in stdin:0 stdout:1 stderr:2; do ln -s "/proc/self/fd/\${name#*:}" "$root/dev/\${name%:*}"; done
memory /dev/shm
${each('seen', readOnly)}${each('written', writable)}mount -t proc -o nosuid,nodev,noexec,subset=pid proc "$root/proc" 2>/dev/null ||
  mount -t proc -o nosuid,nodev,noexec proc "$root/proc" 2>/dev/null || : # A container may not allow it: then there is none.
# The statistics of PostgreSQL 13 and 14 are sent over it.
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || :
cd "$root"
pivot_root . old
cd /
umount -l /old
mount -o remount,bind,ro,nosuid,nodev / 2>/dev/null || mount -o remount,bind,ro,nosuid,nodev tmpfs /
unset ${FORGOTTEN}
export PATH=${PATH} HOME=/tmp TMPDIR=/tmp USER=${ACCOUNT_NAME} LOGNAME=${ACCOUNT_NAME} SHELL=/bin/sh
exec ${leave} /bin/sh -c 'exec 4<&0 </dev/null; "$@" <&4 4<&- & exec >/dev/null 2>&1 4<&-; wait $!' sandbox "$@" <&3 3<&-
`
}

/** What the account of the programs is called in the sandbox, unless it is this step's. */
export const ACCOUNT_NAME = 'pg-drill'

/** For a shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
