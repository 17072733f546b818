/** The names of all fields that our own records have, one after the other. */
const names = `
  id name status parentRunId workspaceDir createdAt updatedAt completedAt
  runId agentId prompt command state environmentId executionMode dependsOn attempts blockedReasons
  approvalRequired resultPublished cost startedAt
  taskId workspaceRoot path git remoteUrl writeAccess health recoveryStatus recoveryAction
  cleanupPolicy lease cleanupResult failure lastVerifiedAt
  kind holder token acquiredAt expiresAt releasedAt
  stage replaySafety resumeDisposition safeBoundaryLabel completedToolCalls note noteHistory
  resumeState boundaryAt costAtBoundary
  engine pid startTime bootId host cwd resumeRef logPath lastHeartbeatAt exitCode exitReason
  workspacePath lifecycle pushAttempts lastError targetBranch coordinator isUncoordinated unchangeable
  agent retryCount blocked frozen mergeFailures recoveryAgentAttached mergeJob enteredStageAt
`;

export const ownNames: ReadonlySet<string> = new Set(names.trim().split(/\s+/u));
