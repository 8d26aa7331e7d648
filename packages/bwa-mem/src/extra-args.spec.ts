import { checkExtraArgs } from './extra-args.ts';

const check = (extraArgs: readonly string[], { lanes = 1, paired = false } = {}) =>
  checkExtraArgs(extraArgs, { lanes, paired });
const usage = (message: RegExp) =>
  expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) });

it.each([
  [['-R', '@RG\\tID:x'], { lanes: 2 }, /has -R, which sets one read group, but there are 2 lanes/],
  [['-YR@RG\\tID:x'], { lanes: 2 }, /has -R/],
  [['-A', '2', '-p'], { paired: true }, /has -p, with which bwa ignores .* --reads2/],
  [['-Mp'], { paired: true }, /has -p/],
  [['-o', 'x.sam'], {}, /has -o/],
])('the extra arguments %j are refused with %j', (extraArgs, job, message) => {
  expect(() => check(extraArgs, job)).toThrow(usage(message));
});

it.each([
  [['-R', '@RG\\tID:x'], {}],
  [['-p'], {}],
  [['-x', 'pacbio'], { lanes: 2, paired: true }],
  [['-xpacbio', '-A', '2', '-L', '5,5'], { lanes: 2, paired: true }],
  [['-H', '-p'], { paired: true }],
])('the extra arguments %j are accepted with %j', (extraArgs, job) => {
  expect(() => check(extraArgs, job)).not.toThrow();
});
