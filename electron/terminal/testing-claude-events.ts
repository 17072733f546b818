/** The documented shapes of Claude Code's hook events, as they come on standard input. */
const common = {
  session_id: '3f1c2a90-5d0e-4c1b-8c58-0d6f2f1b7a11',
  transcript_path: '/home/op/.claude/projects/shop/3f1c2a90.jsonl',
  cwd: '/repos/shop',
  permission_mode: 'default',
} as const;

const push = { command: 'git push origin HEAD', description: 'Publish the branch' };

export const claudeEvents = {
  SessionStart: { ...common, hook_event_name: 'SessionStart', source: 'startup', model: 'm' },
  UserPromptSubmit: { ...common, hook_event_name: 'UserPromptSubmit', prompt: 'Fix it.' },
  PreToolUse: {
    ...common,
    hook_event_name: 'PreToolUse',
    tool_name: 'Bash',
    tool_input: push,
    tool_use_id: 'toolu_01',
  },
  PostToolUse: {
    ...common,
    hook_event_name: 'PostToolUse',
    tool_name: 'Bash',
    tool_input: push,
    tool_response: { stdout: 'ok', stderr: '', interrupted: false },
    tool_use_id: 'toolu_01',
  },
  PostToolUseFailure: {
    ...common,
    hook_event_name: 'PostToolUseFailure',
    tool_name: 'Bash',
    tool_input: push,
    tool_use_id: 'toolu_01',
    error: 'rejected',
    is_interrupt: false,
  },
  Notification: {
    ...common,
    hook_event_name: 'Notification',
    message: 'Claude needs your permission',
    notification_type: 'permission_prompt',
  },
  SubagentStop: {
    ...common,
    hook_event_name: 'SubagentStop',
    stop_hook_active: false,
    agent_id: 'a1',
    agent_type: 'Explore',
  },
  PreCompact: {
    ...common,
    hook_event_name: 'PreCompact',
    trigger: 'auto',
    custom_instructions: '',
  },
  Stop: { ...common, hook_event_name: 'Stop', stop_hook_active: false },
  SessionEnd: { ...common, hook_event_name: 'SessionEnd', reason: 'other' },
} as const;
