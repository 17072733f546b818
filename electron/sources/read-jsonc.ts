import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { z } from 'zod';
import {
  describeIssues,
  describeSyntaxAt,
  refuseWhole,
  type BadInput,
} from '#shared/domain/bad-input.ts';
import { placeOf, type JsonPath, type TextPlace } from '#shared/domain/text-place.ts';
import { err, ok, type Result } from '#shared/result.ts';

/** Far more than anything has; deeper values would exhaust the parser's stack. */
const maxDepth = 200;

/** What may stand between two values and end the last one: comments, and one comma too many. */
const lenience = { allowTrailingComma: true, disallowComments: false };

/** What the parser wanted, by its name for the fault; the others name what it met instead. */
const wanted: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a field name',
  ValueExpected: 'a value',
  ColonExpected: 'a colon',
  CommaExpected: 'a comma',
  CloseBraceExpected: 'a }',
  CloseBracketExpected: 'a ]',
  EndOfFileExpected: 'the end of the file',
  UnexpectedEndOfComment: 'the end of the comment',
  UnexpectedEndOfString: 'the end of the text in quotes',
};

/** Looks at brackets only, one after the other. */
function isTooDeep(text: string): boolean {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let length = -1; scanner.getPosition() !== length;) {
    length = scanner.getPosition();
    scanner.scan();
    const token = text.slice(scanner.getTokenOffset(), scanner.getPosition());
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

function placeIn(tree: Node, text: string, path: JsonPath): TextPlace {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node !== undefined) return placeOf(text, node.offset);
  }
  return placeOf(text, tree.offset);
}

/**
 * Parses JSON with comments and trailing commas, which another system wrote, by a schema. `file` is for
 * the error only, which names the first place that is wrong.
 */
export function readJsonc<T>(
  schema: z.ZodType<T>,
  text: string,
  file: string,
): Result<T, BadInput> {
  const json = text.replace(/^\u{FEFF}/u, '');
  if (isTooDeep(json))
    return err(refuseWhole(file, `values nested at most ${maxDepth} deep`, 'deeper ones'));
  const faults: ParseError[] = [];
  const tree = parseTree(json, faults, lenience);
  const [fault] = faults;
  if (tree === undefined || fault !== undefined) {
    const name = fault === undefined ? 'ValueExpected' : printParseErrorCode(fault.error);
    const expected = wanted[name] ?? 'what JSON knows';
    return err(describeSyntaxAt(file, json, { offset: fault?.offset ?? json.length, expected }));
  }
  // What JSON holds, of which nothing is known yet.
  const value = getNodeValue(tree) as unknown;
  const checked = schema.safeParse(value);
  if (checked.success) return ok(checked.data);
  return err(
    describeIssues(file, value, checked.error.issues, (path) => placeIn(tree, json, path)),
  );
}
