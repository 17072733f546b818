import { describeSyntaxAt, type BadInput } from '#shared/domain/bad-input.ts';
import { findSyntaxFault } from './json-place.ts';

/** Where a text, which `JSON.parse` has refused, stops being JSON. */
export function describeSyntax(file: string, text: string): BadInput {
  const fault = findSyntaxFault(text);
  if (fault === null) throw new Error(`${file} was refused as JSON without a fault to be found.`);
  return describeSyntaxAt(file, text, fault);
}
