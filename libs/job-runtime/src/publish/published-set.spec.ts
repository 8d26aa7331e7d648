import { parseLocation } from '@joblayer/object-store/location';
import { fixtureManifest, fixtureTool } from '../testing/fixture-tool.ts';
import { withDefaults } from '@joblayer/tool-manifest';
import { describeDefinition } from '@joblayer/tool-definition';
import { jobIdentity } from './output-manifest.ts';
import { plan } from '../phases/plan/plan.ts';
import { differenceOf } from './published-set.ts';

const planned = (extraArgs: readonly string[] = [], params = {}) =>
  plan(fixtureTool(), {
    inputs: { reads: ['s3://bkt/in/s1.fq'] },
    outputs: { text: 's3://bkt/out/x.txt' },
    params,
    outputDir: undefined,
    settings: {
      scratchDir: '/scratch',
      cpus: 1,
      memoryMiB: 256,
      extraArgs,
      encryption: { sse: 'none' },
      graceMs: 0,
    },
  });
const identityOf = (job: ReturnType<typeof planned>, { version = '1.0', etag = 'e1' } = {}) => {
  const software = { ...fixtureManifest.software, version };
  const location = parseLocation('s3://bkt/in/s1.fq');
  const object = { location, sizeBytes: 7, etag };
  const { reads: definition } = describeDefinition(fixtureTool()).inputs;
  if (!definition) throw new Error('no input');
  return jobIdentity(
    job,
    withDefaults({ ...fixtureManifest, software }),
    [
      {
        ...{ name: 'reads', definition },
        items: [{ type: 'file', name: 's1.fq', object, secondaryFiles: [] }],
      },
    ],
    (data) => data,
  );
};
const file = (location: string) => ({ location, sizeBytes: 1, etag: 'x' });
const output = (name: string, location: string) => ({ name, location, files: [file(location)] });

const difference = (
  job = planned(),
  identity = identityOf(job),
  outputs = [output('text', 's3://bkt/out/x.txt')],
) =>
  differenceOf(
    {
      format: 'joblayer-output-manifest-1',
      attempt: 'a',
      ...(JSON.parse(JSON.stringify(identityOf(planned()))) as ReturnType<typeof identityOf>),
      outputs,
    },
    identity,
    job,
  );

describe('a published set', () => {
  it('is the one that the job would publish if versions, inputs, parameters and outputs are equal', () => {
    expect(difference()).toBeUndefined();
  });

  it('is the one that the job would publish even if an optional output is in it', () => {
    const outputs = [
      output('text', 's3://bkt/out/x.txt'),
      output('index', 's3://bkt/out/x.txt.idx'),
    ];
    expect(difference(planned(), identityOf(planned()), outputs)).toBeUndefined();
  });

  it.each([
    ['the versions differ', planned(), { version: '1.1' }],
    ['the inputs differ', planned(), { etag: 'e2' }],
    ['the parameters differ', planned([], { minQuality: 21 }), {}],
    ['the extra arguments differ', planned(['-x']), {}],
  ])('is not the one that the job would publish: %s', (problem, job, changes) => {
    expect(difference(job, identityOf(job, changes))).toBe(problem);
  });

  it.each([
    ['its output text is another', [output('text', 's3://bkt/elsewhere/x.txt')]],
    ['its output text is another', [output('index', 's3://bkt/out/x.txt.idx')]],
    [
      'it has the output plots, which is not asked for',
      [output('text', 's3://bkt/out/x.txt'), output('plots', 's3://bkt/out/p/')],
    ],
  ])('is not the one that the job would publish: %s', (problem, outputs) => {
    expect(difference(planned(), identityOf(planned()), outputs)).toBe(problem);
  });
});
