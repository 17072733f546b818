// Opens a console (which settles what an earlier one had begun); with a verb, plans it on one subject
// and carries it out. A failpoint may end it anywhere.
import { actIn, verbNamed } from './kill-act.ts';
import { openHome } from './open-home.ts';

const [home = '', verbName = '', ...subjects] = process.argv.slice(2);

if (verbName === 'settle') {
  await openHome(home);
  process.exit(0);
}
process.stdout.write(JSON.stringify(await actIn(home, { verb: verbNamed(verbName), subjects })));
