import type { BadInput } from '#shared/domain/bad-input.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { readJsonc } from '#electron/sources/read-jsonc.ts';
import { eventSchema, eventTypes, frameSchema, type GatewayEvent } from './schemas.ts';

/** Undefined of an event that tells nothing here. */
function parseLine(line: string, file: string): Result<GatewayEvent | undefined, BadInput> {
  const frame = readJsonc(frameSchema, line, file);
  if (!frame.ok) return frame;
  return eventTypes.has(frame.value.type) ? readJsonc(eventSchema, line, file) : ok(undefined);
}

/**
 * One event to a line. A last line without its end is still being written, and left for the next time.
 * Refused: a line that is none, by its number.
 */
export function parseEvents(text: string, file: string): Result<readonly GatewayEvent[], BadInput> {
  const events: GatewayEvent[] = [];
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    if (line.trim() === '') continue;
    const parsed = parseLine(line, file);
    if (!parsed.ok) {
      const number = index + 1;
      const message = parsed.error.message.replace(', line 1, ', `, line ${number}, `);
      return err({ ...parsed.error, line: number, message });
    }
    if (parsed.value !== undefined) events.push(parsed.value);
  }
  return ok(events);
}
