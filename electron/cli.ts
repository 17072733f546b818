// Terminal entry: the same engine as the window.
import { homeDirectory } from '#electron/platform/home.ts';
import { endWithReader } from '#electron/terminal/end-with-reader.ts';
import { takeGlobalOptions } from '#electron/terminal/global-options.ts';

endWithReader(process.stdout, () => process.exit());
// What is under way goes on, also when nobody reads the remarks about it any more.
endWithReader(process.stderr, () => undefined);

const { home: argument, isJson, rest } = takeGlobalOptions(process.argv.slice(2));
const home = homeDirectory({ argument, env: process.env });
const [command, agent = '', ...more] = rest;

if (command === 'hook' && more.length === 0 && !agent.startsWith('-')) {
  // An agent waits for it at every tool it uses: nothing is loaded that it does not need.
  const { runHook } = await import('#electron/terminal/hook-command.ts');
  const { env, stdin } = process;
  await runHook(agent, { home, env, stdin, tell: (text) => console.error(text) });
} else {
  const [{ runProgram }, { serve }] = await Promise.all([
    import('#electron/terminal/program.ts'),
    import('#electron/serve.ts'),
  ]);
  await runProgram({ home, isJson, rest, serve });
}
