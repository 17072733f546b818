import { refuseWhole, type BadInput } from '#shared/domain/bad-input.ts';
import { err, ok, type Result } from '#shared/result.ts';
import { describeSyntax } from './bad-input.ts';
import { isNestedDeeperThan } from './json-place.ts';

/** Far more than anything has; writing a value nested without limit would exhaust the stack. */
const maxDepth = 200;

export interface ParsedJson {
  readonly value: unknown;
  /** What was parsed: places in it are counted in this text. */
  readonly text: string;
}

/**
 * Parses JSON that somebody else wrote. `fileName` is for the error only, which names the place where
 * the text stops being JSON and what could stand there.
 */
export function parseJsonText(text: string, fileName: string): Result<ParsedJson, BadInput> {
  // Some editors put a byte order mark in front, which is no JSON.
  const json = text.startsWith('\u{FEFF}') ? text.slice(1) : text;
  if (isNestedDeeperThan(json, maxDepth))
    return err(refuseWhole(fileName, `values nested at most ${maxDepth} deep`, 'deeper ones'));
  try {
    return ok({ value: JSON.parse(json) as unknown, text: json });
  } catch (error) {
    if (error instanceof SyntaxError) return err(describeSyntax(fileName, json));
    throw error;
  }
}
