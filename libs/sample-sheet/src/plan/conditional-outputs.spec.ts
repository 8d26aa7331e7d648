import { describeDefinition } from '@joblayer/tool-definition';
import { pairedTool } from '@joblayer/tool-definition/testing';
import { faultText } from '../fault.ts';
import { readSheet } from '../read/read-sheet.ts';
import { planSheet } from './plan-sheet.ts';

const paired = describeDefinition(pairedTool());
const planned = (text: string, constants: readonly string[] = []) =>
  planSheet(paired, readSheet({ name: 'samples.tsv', content: Buffer.from(text) }), constants, {});
const faults = (...given: Parameters<typeof planned>) =>
  planned(...given).faults.map((fault) => faultText('samples.tsv', fault));

const HEADING = 'reads1\treads2\ttrimmed1\ttrimmed2\n';
const PAIRED = 's3://bkt/a_1.fq\ts3://bkt/a_2.fq\ts3://bkt/t_1.fq\ts3://bkt/t_2.fq\n';

describe('a sheet of pairs and of single reads', () => {
  it('has mates among the outputs of the pairs only', () => {
    const rows = 'reads1\treads2\ns3://bkt/a_1.fq\ts3://bkt/a_2.fq\ns3://bkt/b.fq\t\n';
    const { jobs, faults: none } = planned(rows, ['--output-dir', 's3://bkt/out/']);
    expect(none).toEqual([]);
    expect(jobs.map(({ outputs }) => outputs.map(({ name }) => name))).toEqual([
      ['trimmed1', 'trimmed2', 'index2'],
      ['trimmed1'],
    ]);
  });

  it('has a fault in the row of single reads that names an output for mates', () => {
    const single = 's3://bkt/b_1.fq\t\ts3://bkt/u_1.fq\ts3://bkt/u_2.fq\n';
    expect(faults(HEADING + PAIRED + single)).toEqual([
      'samples.tsv:3 trimmed2: --trimmed2 was given, but it is made only with --reads2. Give --reads2 too, or leave --trimmed2 out.',
    ]);
  });

  it('has a fault in the row of a pair whose mates have no location', () => {
    const noMates = 's3://bkt/b_1.fq\ts3://bkt/b_2.fq\ts3://bkt/u_1.fq\t\n';
    expect(faults(HEADING + PAIRED + noMates)).toEqual([
      'samples.tsv:3 reads2: --trimmed2 is missing: Trimmed mates. --reads2 asks for it. Give its location, or one directory for all outputs with --output-dir.',
    ]);
  });
});
