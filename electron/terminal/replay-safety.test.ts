import { expect, test } from 'vitest';
import { commandReplaySafety, toolReplaySafety, toolTitle } from './replay-safety.ts';

test.each([
  ['ls -la', 'pure_readonly'],
  ['git status && git log --oneline | head -5', 'pure_readonly'],
  ['npm test', 'idempotent_write'],
  ['CI=1 npm test', 'idempotent_write'],
  ['git add . && git push', 'non_replayable_side_effect'],
  ['curl -X POST https://example.invalid', 'non_replayable_side_effect'],
  ['/usr/bin/ssh host', 'non_replayable_side_effect'],
  ['git commit -m x', 'operator_gated'],
  ['./deploy.sh', 'operator_gated'],
  ['cat a > b', 'operator_gated'],
  ['echo $(rm -rf x)', 'operator_gated'],
  ['ls & rm x', 'operator_gated'],
  ['ls\nrm x', 'operator_gated'],
  ['env', 'pure_readonly'],
  ['env TOKEN=1 git push', 'operator_gated'],
  ['make', 'idempotent_write'],
  ['make test', 'idempotent_write'],
  ['make deploy', 'operator_gated'],
  ['', 'operator_gated'],
  [' ; ', 'operator_gated'],
] as const)('the command line “%s” is %s', (command, safety) =>
  expect(commandReplaySafety(command)).toBe(safety),
);

test.each([
  ['Read', 'pure_readonly'],
  ['Edit', 'idempotent_write'],
  ['Agent', 'checkpoint_resumable'],
  ['mcp__mail__send', 'operator_gated'],
  ['SomethingNew', 'operator_gated'],
  ['__proto__', 'operator_gated'],
] as const)('the tool %s is %s', (name, safety) => expect(toolReplaySafety({ name })).toBe(safety));

test('a tool call is named without its arguments', () => {
  const named = (command: string) => toolTitle({ name: 'Bash', command });
  expect(named('git push https://user:secret@example.invalid')).toBe('Bash: git push');
  expect(named('TOKEN=secret ./run.sh secret')).toBe('Bash: run.sh');
  expect(named('$(secret)')).toBe('Bash');
  expect(toolTitle({ name: 'Read' })).toBe('Read');
});
