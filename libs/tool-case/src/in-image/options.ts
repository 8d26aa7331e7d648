import { parseArgs } from 'node:util';

/** The command line of run-cases. What follows the options goes to each job. */
export const { values: options, positionals: jobOptions } = parseArgs({
  options: {
    only: { type: 'string' },
    runner: { type: 'string', default: '/opt/joblayer/main.js' },
    keep: { type: 'string' },
    prepare: { type: 'string' },
    check: { type: 'string' },
    damage: { type: 'boolean', default: true },
  },
  allowPositionals: true,
  allowNegative: true,
});
