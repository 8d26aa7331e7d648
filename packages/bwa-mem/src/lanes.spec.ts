import { lanesOf, sampleOf } from '@joblayer/genome-files/aligners';
import { checkArguments } from '@joblayer/job-runtime';
import { headerLine, readGroupsOf } from './read-groups.ts';
import { tool } from './tool.ts';

const files = (...names: string[]) =>
  names.map((name) => ({ name, stem: name.replace(/\.fq(\.gz)?$/, '') }));
const usage = (message: string) => expect.objectContaining({ code: 'usage', message });
const ids = (sample: string, reads1: string[], reads2: string[] = []) =>
  readGroupsOf(lanesOf(files(...reads1), files(...reads2)), sample, 'ILLUMINA').map(({ id }) => id);

describe('lanes', () => {
  it('are pairs of files in the given order, or single files', () => {
    const [a, b, c, d] = files('a.fq', 'b.fq', 'c.fq', 'd.fq');
    expect(lanesOf(files('a.fq', 'b.fq'), files('c.fq', 'd.fq'))).toEqual([
      { reads1: a, reads2: c },
      { reads1: b, reads2: d },
    ]);
    expect(lanesOf(files('a.fq', 'b.fq'))).toEqual([{ reads1: a }, { reads1: b }]);
  });
});

describe('a job', () => {
  const refused = (...argv: string[]) =>
    checkArguments(tool, [
      ...argv,
      '--reference',
      's3://bkt/g.fa',
      '--output-dir',
      's3://bkt/out/',
    ]);

  it('with lanes without mates is refused, with both counts', () => {
    const lanes = ['--reads1', 's3://bkt/N_L001_R1.fq', 's3://bkt/N_L002_R1.fq'];
    expect(refused(...lanes, '--reads2', 's3://bkt/N_L001_R2.fq')).toBe(
      '--reads2 needs one file for each lane of --reads1: expected 2, got 1. Give both for each lane, in the same order. For single reads, leave out --reads2.',
    );
    expect(refused(...lanes)).toBeUndefined();
  });
});

describe('the sample', () => {
  it('is the name that all lanes share', () => {
    const lanes = lanesOf(files('N_S1_L001_R1_001.fq', 'N_S1_L002_R1_001.fq'));
    expect(sampleOf(lanes, undefined)).toBe('N');
    expect(sampleOf(lanes, 'other')).toBe('other');
  });

  it('of lanes with several names is refused, with the files', () => {
    expect(() => sampleOf(lanesOf(files('N_R1.fq', 'N_L2_R1.fq', 'M_R1.fq')), undefined)).toThrow(
      usage('the files of --reads1 name several samples: N (N_R1.fq) and N_L2 (N_L2_R1.fq)'),
    );
  });

  it('must be given if the name of one lane does not show it', () => {
    expect(() => sampleOf(lanesOf(files('N_R1.fq', 'L002_R1.fq')), undefined)).toThrow(
      /--sample is missing, and the name of the reads, L002_R1/,
    );
  });
});

describe('the read groups', () => {
  it('of one lane have the sample’s name', () => {
    expect(ids('N', ['x_1.fq'], ['x_2.fq'])).toEqual(['N']);
  });

  it('of several lanes have their files’ names without the read number', () => {
    expect(ids('N', ['N_S1_L001_R1.fq', 'N_S1_L002_R1.fq'])).toEqual(['N_S1_L001', 'N_S1_L002']);
    expect(ids('N', ['N_L001_R1_001.fq', 'N_L001_R1_002.fq'])).toEqual(['N_L001', 'N_L001_002']);
  });

  it('of several lanes include the sample if the files’ names do not', () => {
    expect(ids('N', ['runX_1.fq', 'runY_1.fq'], ['runX_2.fq', 'runY_2.fq'])).toEqual([
      'N.runX',
      'N.runY',
    ]);
  });

  it('include the sample if the files’ names begin with another sample’s', () => {
    expect(ids('N', ['N12_L001_R1.fq', 'N_L002_R1.fq'])).toEqual(['N.N12_L001', 'N_L002']);
  });

  it('have different names if the files’ names are equal', () => {
    expect(ids('N', ['x_R1.fq', 'x.R1.fq', 'y.fq'])).toEqual(['N.x.1', 'N.x.2', 'N.y.3']);
  });

  it('are the same in any order of the lanes', () => {
    expect(ids('N', ['b_R1.fq', 'a_R1.fq'])).toEqual(['N.b', 'N.a']);
  });

  it('are written as header lines', () => {
    const readGroup = { id: 'N.1', sample: 'N', platform: 'ELEMENT' };
    expect(headerLine({ ...readGroup, platformUnit: 'F.1' }, '\t')).toBe(
      '@RG\tID:N.1\tSM:N\tLB:N\tPL:ELEMENT\tPU:F.1',
    );
    expect(headerLine(readGroup, '\\t')).toBe('@RG\\tID:N.1\\tSM:N\\tLB:N\\tPL:ELEMENT');
  });
});
