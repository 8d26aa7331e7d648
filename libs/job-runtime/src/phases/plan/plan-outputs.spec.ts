import { formatLocation } from '@joblayer/object-store/location';
import type { AnyTool } from '@joblayer/tool-definition';
import type { JobError } from '../../job/errors.ts';
import type { JobRequest } from '../../job/job.ts';
import { fixtureTool } from '../../testing/fixture-tool.ts';
import { plan } from './plan.ts';

const notFor = { suffix: '.vcf', because: 'it has no index', advice: 'give --text x.vcf.gz' };
const tool: AnyTool = {
  ...fixtureTool(),
  outputs: {
    text: {
      ...{ kind: 'file', description: 'A text', defaultName: '{reads.stem}.vcf.gz' },
      otherFormats: ['.bcf'],
    },
    extra: {
      ...{ kind: 'file', onRequest: true, description: 'More', defaultName: '{reads.stem}.more' },
    },
    part: {
      ...{ kind: 'file', onRequest: true, description: 'Of it', defaultName: '{reads.stem}.part' },
      beside: { output: 'extra', suffix: '.part' },
    },
    tbi: {
      ...{ kind: 'file', required: false, description: 'An index' },
      defaultName: '{reads.stem}.vcf.gz.tbi',
      beside: {
        output: 'text',
        suffix: '.tbi',
        alternatives: [{ suffix: '.csi', when: { fact: 'far', because: 'it is far' } }],
        notFor,
      },
    },
    csi: {
      ...{ kind: 'file', required: false, description: 'Another' },
      defaultName: '{reads.stem}.vcf.gz.csi',
      beside: { output: 'text', suffix: '.csi', notFor },
      insteadOf: 'tbi',
    },
  },
};
const planned = (outputs: JobRequest['outputs']) =>
  plan(tool, {
    inputs: { reads: ['s3://bkt/a.fq'] },
    outputs,
    params: {},
    outputDir: 's3://bkt/out/',
    settings: {
      ...{ scratchDir: '/scratch', cpus: 1, memoryMiB: 256, extraArgs: [] },
      ...{ encryption: { sse: 'AES256' as const }, graceMs: 0 },
    },
  });
const locations = (outputs: JobRequest['outputs']) =>
  planned(outputs).outputs.map(({ location }) => formatLocation(location));

describe('of two outputs that exclude each other', () => {
  it('the first is made by default', () => {
    expect(locations({})).toEqual(['s3://bkt/out/a.vcf.gz', 's3://bkt/out/a.vcf.gz.tbi']);
  });

  it.each([
    ['tbi', 's3://bkt/x.tbi'],
    ['tbi', 's3://bkt/x.csi'],
    ['csi', 's3://bkt/x.csi'],
  ])('the named one is made: --%s %s', (name, location) => {
    expect(locations({ [name]: location })).toEqual(['s3://bkt/out/a.vcf.gz', location]);
  });
});

describe('an output whose format depends on the inputs', () => {
  const ofTbi = (outputs: JobRequest['outputs']) => {
    const tbi = planned(outputs).outputs.find(({ name }) => name === 'tbi');
    return tbi?.alternatives.map(({ location }) => location && formatLocation(location));
  };

  it.each([
    [{}, 's3://bkt/out/a.vcf.gz.csi'],
    [{ tbi: 's3://bkt/x/' }, 's3://bkt/x/a.vcf.gz.csi'],
    [{ text: 's3://bkt/y.vcf.gz' }, 's3://bkt/y.vcf.gz.csi'],
  ])('may get the other suffix if its name is a default: %j', (outputs, other) => {
    expect(ofTbi(outputs as JobRequest['outputs'])).toEqual([other]);
  });

  it('keeps the name that the user gave', () => {
    expect(ofTbi({ tbi: 's3://bkt/x.tbi' })).toEqual([undefined]);
    expect(ofTbi({ tbi: 's3://bkt/x.CSI' })).toEqual([]);
  });
});

describe('an index of a file whose format has no index', () => {
  it('is left out, and one warning says so', () => {
    const { outputs, warnings } = planned({ text: 's3://bkt/x.vcf' });
    expect(outputs.map(({ name }) => name)).toEqual(['text']);
    expect(warnings).toEqual([
      '--tbi is left out: --text has a name that ends in .vcf: it has no index',
    ]);
  });

  it.each([
    [
      { text: 's3://bkt/x.vcf', tbi: 's3://bkt/x.tbi' },
      '--tbi was given, but --text has a name that ends in .vcf: it has no index',
    ],
    [
      { text: 's3://bkt/x.VCF', csi: 's3://bkt/x/' },
      '--csi was given, but --text has a name that ends in .vcf: it has no index',
    ],
    [
      { tbi: 's3://bkt/x.tbi', csi: 's3://bkt/x.csi' },
      '--tbi and --csi were both given, and only one of them is made',
    ],
    [
      { text: 's3://bkt/x.bcf' },
      '--text got s3://bkt/x.bcf: a name that ends in .bcf promises another format than is written there',
    ],
    [{ part: 's3://bkt/p.idx' }, '--part was given, but --extra, to which it belongs, is not made'],
    [{ csi: 's3://bkt/x.tbi' }, '--csi expects a name that ends in .csi, got s3://bkt/x.tbi'],
  ])(
    'is refused if it was asked for, as are other outputs that do not fit: %j',
    (outputs, message) => {
      expect(() => planned(outputs as JobRequest['outputs'])).toThrow(
        expect.objectContaining<Partial<JobError>>({ exitCode: 64, message }),
      );
    },
  );
});
