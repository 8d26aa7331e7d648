import { commandOf } from '@joblayer/job-runtime/testing';
import { index } from './index.tool.ts';

const steps = (...options: string[]) =>
  commandOf(index, options).map(({ pipeline }): readonly string[] => pipeline[0]);

describe('the command of samtools-index', () => {
  it('makes a BAI of a BAM', () => {
    expect(steps('--bam', 'a b.bam')).toEqual([
      ['samtools', 'index', '-@', '1', '-o', './outputs/bai/a b.bam.bai', './inputs/a b.bam'],
    ]);
  });

  it('makes a CSI, and has extra arguments', () => {
    const options = ['--format', 'csi', '--min-shift', '10', '--extra-args', '--verbosity 5'];
    expect(steps('--bam', 'a.bam', ...options)[0]?.slice(4)).toEqual([
      ...['-c', '-m', '10', '--verbosity', '5', '-o', './outputs/csi/a.bam.csi', './inputs/a.bam'],
    ]);
  });

  it('makes a CRAI of a CRAM whose header says that it is sorted', () => {
    expect(steps('--cram', 'a.cram')).toEqual([
      ['samtools', 'view', '-H', './inputs/a.cram'],
      ['samtools', 'index', '-@', '1', '-o', './outputs/crai/a.cram.crai', './inputs/a.cram'],
    ]);
  });

  it.each([
    [[], 'neither --bam nor --cram was given'],
    [['--bam', 'a.bam', '--cram', 'a.cram'], 'a job indexes one file'],
    [['--cram', 'a.cram', '--format', 'csi'], '--format csi is for a BAM'],
    [['--bam', 'a.bam', '--min-shift', '10'], '--min-shift is for a CSI'],
    [['--bam', 'a.bam', '--crai', '/o/x.crai'], '--crai'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
