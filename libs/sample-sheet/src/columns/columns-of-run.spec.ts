import { CONSTANTS, faultsOf, plan } from '../testing/sheets.ts';

const specsOf = (text: string, constants: readonly string[], outputsBefore: readonly string[]) =>
  plan('s.csv', text, constants, { outputsBefore }).jobs.map(({ spec }) => spec);

describe("a sheet of a run's outputs", () => {
  it('gives outputs of the run to the options of their name, and leaves out what is no option', () => {
    const text = 'sample,raw,reads1\nA,s3://bkt/raw.txt,s3://bkt/trimmed.fq\n';
    expect(specsOf(text, CONSTANTS, ['reads1'])).toMatchObject([
      { sample: 'A', reads1: ['s3://bkt/trimmed.fq'] },
    ]);
  });

  it('does not take an input that the run may have replaced', () => {
    const text = 'reads1,trimmed\ns3://bkt/raw.fq,s3://bkt/trimmed.fq\n';
    expect(plan('s.csv', text, CONSTANTS, { outputsBefore: ['trimmed'] }).jobs).toEqual([]);
    const [fault] = plan('s.csv', text, CONSTANTS, { outputsBefore: ['trimmed'] }).faults;
    expect(fault).toMatchObject({
      column: 'reads1',
      problem: expect.stringContaining('it is not known which file --reads1 means'),
      advice: "Write it after --: --reads1 '{trimmed}', or --reads1 '{reads1}'.",
    });
  });

  it('takes the file that the command line names', () => {
    const text = 'reads1,trimmed\ns3://bkt/raw.fq,s3://bkt/trimmed.fq\n';
    const named = (template: string) =>
      specsOf(text, [...CONSTANTS, '--reads1', template], ['trimmed']);
    expect(named('{trimmed}')).toMatchObject([{ reads1: ['s3://bkt/trimmed.fq'] }]);
    expect(named('{reads1}')).toMatchObject([{ reads1: ['s3://bkt/raw.fq'] }]);
  });

  it('never writes to an output of the run', () => {
    const text = 'reads1,bam\ns3://bkt/a.fq,s3://bkt/before/a.bam\n';
    const { jobs } = plan('s.csv', text, CONSTANTS, { outputsBefore: ['reads1', 'bam'] });
    expect(jobs[0]?.outputs).toMatchObject([{ location: { key: 'out/a.bam' } }]);
  });

  it('still refuses an unknown name in braces', () => {
    const lines = faultsOf('s.csv', 'reads1\ns3://bkt/a.fq\n', [...CONSTANTS, '--sample', '{x}'], {
      outputsBefore: ['reads1'],
    });
    expect(lines.join()).toContain('--sample has {x}, and the sheet has no such column');
  });
});
