import { parseArgs } from 'node:util';
import { say } from '../say.ts';
import { measure } from './measure.ts';
import { renderTable } from './table.ts';

/**
 * `npm run bench:nx -- [--size N]… [--rounds N]`: times docker-build in a workspace of N generated tool packages
 * on one base, and counts what is asked of the engine. Needs the Docker engine; removes what it made.
 */
const { values } = parseArgs({
  options: {
    size: { type: 'string', multiple: true, default: ['10', '50', '100'] },
    rounds: { type: 'string', default: '5' },
  },
});

for (const size of values.size) {
  say(`${size} packages …`);
  const measurement = await measure(Number(size), Number(values.rounds));
  process.stdout.write(`${renderTable(measurement)}\n\n`);
}
