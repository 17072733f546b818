/**
 * A stand-in for a coding agent: a real process that writes files and talks, and does no thinking.
 * `sh agent.sh work TOPIC` works until it is ended; `sh agent.sh finish TOPIC` ends with 0 after a
 * second.
 * When resumed it says from which checkpoint.
 */
export const agentScript = `#!/bin/sh
# A pretend agent: works on a topic until somebody ends it.
mode=$1
topic=$2
say() { printf '\\033[2m%s\\033[0m %b\\n' "$(date +%H:%M:%S)" "$1"; }
if [ -n "\${ROLLCALL_RESUME_STATE:-}" ]; then
  say "\\033[32mresumed\\033[0m from \\"\${ROLLCALL_CHECKPOINT:-a checkpoint}\\" with $(cat "$ROLLCALL_RESUME_STATE")"
fi
say "\\033[1mworking on\\033[0m $topic"
say "reading src/"
say "plan: small steps, tests first"
if [ "$mode" = finish ]; then
  sleep 1
  say "\\033[32mdone\\033[0m"
  exit 0
fi
step=0
while :; do
  step=$((step + 1))
  say "step $step: still working on $topic"
  sleep 5
done
`;
