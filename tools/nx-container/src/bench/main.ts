import { hideBin } from 'yargs/helpers';
import yargs from 'yargs';
import { measure } from './measure.ts';
import { renderTable } from './table.ts';

const { sizes, rounds } = await yargs(hideBin(process.argv))
  .scriptName('npm run bench:nx --')
  .usage(
    '$0 [--sizes N…] [--rounds N]\n\nTimes docker-build in a workspace of N generated tool packages on one base, and counts what is asked of the engine. Needs the Docker engine; removes what it made.',
  )
  .option('sizes', {
    array: true,
    type: 'number',
    default: [10, 50, 100],
    describe: 'Numbers of packages',
  })
  .option('rounds', { type: 'number', default: 5, describe: 'Runs of which the median is taken' })
  .strict()
  .parseAsync();

for (const size of sizes) {
  process.stderr.write(`${size} packages …\n`);
  const measurement = await measure(size, rounds);
  process.stdout.write(`${renderTable(measurement)}\n\n`);
}
