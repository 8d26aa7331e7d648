import { runLocations, s3Uri } from './locations.ts';

it('two runs of the demo have different prefixes', () => {
  const one = runLocations(new Date('2026-01-02T03:04:05Z'));
  const two = runLocations(new Date('2026-01-02T03:04:06Z'));
  expect(s3Uri(one, one.bam)).toBe('s3://joblayer-demo/runs/20260102-030405/results/lambda.bam');
  expect(two.prefix).not.toBe(one.prefix);
});
