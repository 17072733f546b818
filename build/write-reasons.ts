// `npm run docs`: writes docs/reasons.md from the catalogue.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderReasons } from './render-reasons.ts';

const root = join(import.meta.dirname, '..');
const file = join(root, 'docs/reasons.md');
writeFileSync(file, renderReasons());
execFileSync(join(root, 'node_modules/.bin/oxfmt'), [file], { stdio: 'inherit' });
