import { isObject, readJson } from '#shared/domain/json.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { isSessionId } from '#electron/engines/session-files.ts';

/** What Rollcall reads of a Claude Code hook event; everything else in it is left alone. */
export interface HookEvent {
  /** `PreToolUse`, `Stop`, …; unknown names are events too. */
  readonly name: string;
  /** Claude Code's own session id, by which `claude --resume` finds it. */
  readonly sessionRef?: string | undefined;
  readonly transcriptPath?: string | undefined;
  /** Why a part of it was left out. */
  readonly remark?: string | undefined;
  readonly tool?: HookTool | undefined;
}

export interface HookTool {
  readonly name: string;
  readonly useId?: string | undefined;
  /** Of a tool that runs a command line. */
  readonly command?: string | undefined;
}

const longest = 4096;

/** A field of an object that is its own, a text, and neither empty nor endless. */
function textOf(fields: object, name: string): string | undefined {
  const value: unknown = Object.getOwnPropertyDescriptor(fields, name)?.value;
  return typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined;
}

function toolOf(fields: object): HookTool | undefined {
  const name = textOf(fields, 'tool_name')?.slice(0, 200);
  if (name === undefined) return undefined;
  const input: unknown = Object.getOwnPropertyDescriptor(fields, 'tool_input')?.value;
  const command =
    typeof input === 'object' && input !== null ? textOf(input, 'command') : undefined;
  return { name, useId: textOf(fields, 'tool_use_id'), command };
}

/** Reads one event as Claude Code writes it on standard input; the error is a sentence. */
export function parseHookEvent(text: string): Result<HookEvent, string> {
  const fields = readJson(text.startsWith('\u{FEFF}') ? text.slice(1) : text);
  if (!isObject(fields)) return err('Standard input holds no JSON object, so it is no hook event.');
  const name = textOf(fields, 'hook_event_name')?.slice(0, 200);
  if (name === undefined) return err('hook_event_name: expected the name of an event, found none.');
  const named = textOf(fields, 'session_id');
  // It becomes an argument of a command: nothing that could be read as an option.
  const isUsable = named !== undefined && isSessionId(named);
  return ok({
    name,
    sessionRef: isUsable ? named : undefined,
    transcriptPath: textOf(fields, 'transcript_path'),
    tool: toolOf(fields),
    ...(named === undefined || isUsable
      ? {}
      : { remark: 'session_id: expected letters, digits and dashes; it was not kept.' }),
  });
}
