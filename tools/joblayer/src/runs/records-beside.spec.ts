import { formatLocation, parseLocation } from '@joblayer/object-store/location';
import { recordsBeside } from './records-beside.ts';

const at = (constants: readonly string[], ...manifests: readonly string[]) => {
  const jobs = manifests.map((location) => ({ outputManifest: parseLocation(location) }));
  const found = recordsBeside(jobs as never, constants);
  return found && formatLocation(found);
};

it.each([
  ['one row', ['--output-dir', 's3://bkt/run/{sample}/'], ['s3://bkt/run/A/x.json']],
  [
    'many rows',
    ['--output-dir=s3://bkt/run/{sample}/'],
    ['s3://bkt/run/A/x.json', 's3://bkt/run/B/x'],
  ],
  ['a directory without columns', ['--output-dir', 's3://bkt/run'], ['s3://bkt/run/x.json']],
  ['part of a name', ['--output-dir', 's3://bkt/run/of-{sample}/'], ['s3://bkt/run/of-A/x.json']],
  ['outputs by columns', [], ['s3://bkt/run/A/x.json', 's3://bkt/run/B/x.json']],
])('the records of %s are where the outputs of all rows are', (_, constants, manifests) => {
  expect(at(constants, ...manifests)).toBe('s3://bkt/run/.joblayer-runs/');
});

it('there is no common place for outputs in several buckets', () => {
  expect(at([], 's3://bkt/x.json', 's3://bkt2/x.json')).toBeUndefined();
  expect(at(['--output-dir', 's3://{bucket}/x/'], 's3://bkt/x/1', 's3://bkt2/x/1')).toBeUndefined();
});
