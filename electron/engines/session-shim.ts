/**
 * The small `sh` program between Rollcall and an agent. It must outlive every Rollcall process, so it
 * is neither Node nor Electron, and uses only what POSIX promises (dash, busybox and bash run it).
 *
 * `$1` is the session's directory, the rest is the agent's command. Data is never part of the
 * program text. Variables are given values only after the agent was started: assigning to a name
 * that came with the environment would change what the agent sees.
 */

// The agent's pid is that of this inner shell, which becomes the agent by exec. The supervisor's pid
// is written first, so that whoever sees `pid` can rely on both.
const inner =
  'printf "%s\\n" "$PPID" >"$1/shim.pid" && printf "%s\\n" "$$" >"$1/pid.tmp" && ' +
  'command -p mv -f "$1/pid.tmp" "$1/pid" || exit 125; shift; exec "$@"';

// `trap :` and not `trap ''`: an ignored signal would be ignored in the agent too. In the
// foreground, so that the agent keeps the terminal; the traps wait until it has ended.
const supervise = (redirection: string): string => `
trap : HUP INT QUIT TERM
/bin/sh -c '${inner}' sh "$@"${redirection}
code=$?
printf '%s %s\\n' "$code" "$(command -p date +%s)" >"$1/exit.tmp" &&
  command -p mv -f "$1/exit.tmp" "$1/exit"
`;

/** Runs the agent on whatever input and output the shim has. Exits with the agent's code. */
export const plainShim = `${supervise('')}exit "$code"\n`;

// Each stream goes through a tee of its own, so that stdout and stderr stay apart for the reader and
// no Rollcall process is in the way. A tee must not die with its reader: the agent would get SIGPIPE.
const tee = (name: 'out' | 'err', target: string): string => `
(trap '' HUP INT QUIT TERM PIPE; command -p tee -a "$1/output.log" <"$1/${name}.fifo" ${target}) &`;

/** As `plainShim`, with stdout and stderr also appended to `output.log`. */
export const teeingShim = `
command -p mkfifo -m 600 "$1/out.fifo" "$1/err.fifo" || exit 125
${tee('out', '')}
${tee('err', '>&2')}
${supervise(' >"$1/out.fifo" 2>"$1/err.fifo"')}
command -p rm -f "$1/out.fifo" "$1/err.fifo"
wait
exit "$code"
`;

/**
 * As `plainShim`, for a caller that can only run a fixed line (`script -c`): the directory comes in
 * `ROLLCALL_SHIM_DIRECTORY`, the command as the lines of the file `argv` in it (see `encodeArgv`),
 * the operator's `SHELL` in `ROLLCALL_SHIM_SHELL`. None of the three reaches the agent.
 */
export const argvFileShim = `
SHELL=$ROLLCALL_SHIM_SHELL
[ -n "$SHELL" ] || unset SHELL
set -- "$ROLLCALL_SHIM_DIRECTORY"
unset ROLLCALL_SHIM_DIRECTORY ROLLCALL_SHIM_SHELL
while IFS= read -r rollcall_line; do
  rollcall_line=$(printf '%b.' "$rollcall_line")
  set -- "$@" "\${rollcall_line%.}"
done <"$1/argv"
unset rollcall_line
${supervise('')}exit "$code"
`;

/**
 * Leads a terminal that may be closed, and runs the `argvFileShim` in `ROLLCALL_SHIM_DIRECTORY` in
 * it. The system hangs up a closing terminal's leader only, and everyone else in it once the leader
 * has ended: were the shim the leader, its trap would keep the agent alive without a terminal.
 */
export const terminalLeader =
  'trap : INT QUIT TERM; /bin/sh "$ROLLCALL_SHIM_DIRECTORY/shim.sh"; exit';

/** One argument a line; backslash and newline as `\\` and `\n`, which `printf %b` turns back. */
export const encodeArgv = (command: readonly string[]): string =>
  command.map((part) => `${part.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n`).join('');
