const plain = (part: string): string => part.replace(/[^A-Za-z0-9_-]/gu, '-');

/** The id of the environment that an older record does not name: `env_<run>_<task>_<agent>`. */
export const legacyEnvironmentId = (runId: string, taskId: string, agentId: string): string =>
  `env_${plain(runId)}_${plain(taskId)}_${plain(agentId)}`;
