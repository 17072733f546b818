/**
 * A stand-in for a coding agent: `sh agent.sh END TOPIC` works until the file END appears, and ends
 * with the exit code that is written in it. Resumed, it proves it: `resumed.json` is the state it was
 * given, `resumed-from.txt` the checkpoint's label.
 */
export const agentScript = `#!/bin/sh
end=$1
if [ -n "\${ROLLCALL_RESUME_STATE:-}" ]; then
  cp "$ROLLCALL_RESUME_STATE" resumed.json
  printf '%s\\n' "\${ROLLCALL_CHECKPOINT:-}" >resumed-from.txt
fi
printf 'working on %s\\n' "$2"
while [ ! -f "$end" ]; do sleep 0.1; done
read -r code <"$end"
printf 'ends with %s\\n' "$code"
exit "$code"
`;
