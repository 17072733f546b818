import type { ProcessIdentity } from '#shared/domain/session.ts';
import type { ProcessTable } from './process-table.ts';
import { sendSignal } from './send-signal.ts';

/** Given to the agent as well: whoever ends `rollcall run` means the agent. */
const forwarded = ['SIGTERM', 'SIGHUP'] as const;
/** The terminal gives these to the agent itself; a second one could mean something else to it. */
const ignored = ['SIGINT', 'SIGQUIT'] as const;

export interface SignalForwarder {
  /** Names the agent; what arrived before is given to it now. */
  readonly to: (agent: ProcessIdentity) => void;
  readonly release: () => void;
}

/** Keeps this process alive while an agent has the terminal, and passes on what ends a process. */
export function forwardSignals(processes: ProcessTable): SignalForwarder {
  let agent: ProcessIdentity | undefined;
  let early: NodeJS.Signals | undefined;
  const forward = (signal: NodeJS.Signals): void => {
    if (agent === undefined) early = signal;
    else if (processes.startTimeOf(agent.pid) === agent.startTime) sendSignal(agent.pid, signal);
  };
  const ignore = () => undefined;
  for (const signal of forwarded) process.on(signal, forward);
  for (const signal of ignored) process.on(signal, ignore);
  return {
    to(identity) {
      agent = identity;
      if (early !== undefined) forward(early);
    },
    release() {
      for (const signal of forwarded) process.off(signal, forward);
      for (const signal of ignored) process.off(signal, ignore);
    },
  };
}
