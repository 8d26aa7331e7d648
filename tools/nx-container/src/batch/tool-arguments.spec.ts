import { toolArguments } from './tool-arguments.ts';

it.each([
  [
    ['--queue', 'q', '--bam', 's3://b/a.bam'],
    ['--bam', 's3://b/a.bam'],
  ],
  [
    ['--bam', 's3://b/a b.bam', '--queue=q', '--wait'],
    ['--bam', 's3://b/a b.bam'],
  ],
  [
    ['--job-name=x', '--extra-args', '-t 4'],
    ['--extra-args', '-t 4'],
  ],
  [
    ['--wait', '--', '--queue', 'of the tool'],
    ['--queue', 'of the tool'],
  ],
])('of the command line %j, the tool gets %j', (args, expected) =>
  expect(toolArguments(args)).toEqual(expected),
);
