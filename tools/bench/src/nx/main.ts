import { parseArgs } from 'node:util';
import { command, USAGE_ERROR } from '@joblayer/nx-container/command';
import { say } from '@joblayer/nx-container/say';
import { measure } from './measure.ts';
import { renderTable } from './table.ts';

const USAGE = `npm run bench:nx -- [--size N]… [--rounds N]

Times docker-build in a workspace of N generated tool packages on one base (default: 10, 50 and 100), and counts its
calls of the engine. Prints the median of the rounds (default: 5). Needs the Docker engine; removes what it made.`;

async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      size: { type: 'string', multiple: true, default: ['10', '50', '100'] },
      rounds: { type: 'string', default: '5' },
    },
  });
  const [rounds = 0, ...sizes] = [values.rounds, ...values.size].map(Number);
  if (![rounds, ...sizes].every((count) => Number.isInteger(count) && count > 0)) {
    say(`--size and --rounds expect whole numbers of at least 1.\n\n${USAGE}`);
    return USAGE_ERROR;
  }
  for (const size of sizes) {
    say(`${size} packages …`);
    process.stdout.write(`${renderTable(await measure(size, rounds))}\n\n`);
  }
  return 0;
}

await command(USAGE, main);
