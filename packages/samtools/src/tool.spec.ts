import { commandOf } from '@joblayer/job-runtime/testing';
import { flagstat } from './flagstat.tool.ts';
import { tool } from './tool.ts';

const words = (...options: string[]): readonly string[] =>
  commandOf(tool, ['--bam', "it's a.bam", ...options]).at(-1)?.pipeline[0] ?? [];

describe('the command of samtools-sort', () => {
  it('sorts by coordinate, and writes a BAM with its index', () => {
    expect(words()).toEqual([
      ...['samtools', 'sort', '-@', '1', '-m', '307M', '-T', './tmp/sort', '-O', 'bam'],
      ...['--write-index', '-o'],
      "./outputs/sorted/it's a.sorted.bam##idx##./outputs/sorted/it's a.sorted.bam.bai",
      "./inputs/it's a.bam",
    ]);
  });

  it.each([
    [['--order', 'name'], ['-n']],
    [['--order', 'name-ascii'], ['-N']],
    [['--order', 'template-coordinate'], ['--template-coordinate']],
    [
      ['--order', 'tag', '--tag', 'CB'],
      ['-t', 'CB'],
    ],
  ])('sorts by %j, without an index', (options, own) => {
    expect(words(...options).slice(8)).toEqual([
      ...own,
      ...['-O', 'bam', '-o', "./outputs/sorted/it's a.sorted.bam", "./inputs/it's a.bam"],
    ]);
  });

  it('writes CRAM instead, and has extra arguments', () => {
    const options = ['--cram', '/o/x.cram', '--reference', 'g.fa', '--compression-level', '9'];
    const [link, faidx, sort] = commandOf(tool, [
      ...['--bam', 'a.bam', ...options, '--extra-args', '-M -K 15'],
    ]);
    expect(link?.pipeline[0]).toEqual(['ln', '-s', './inputs/g.fa', './g.fa']);
    expect(faidx?.pipeline[0]).toEqual(['samtools', 'faidx', './g.fa']);
    expect(sort?.pipeline[0].slice(8)).toEqual([
      ...['-l', '9', '--reference', '/proc/self/cwd/g.fa', '-M', '-K', '15', '-O', 'cram'],
      ...['--write-index', '-o'],
      ...['./outputs/cram/x.cram##idx##./outputs/cram/x.cram.crai', './inputs/a.bam'],
    ]);
  });

  it.each([
    [['--cram', '/o/x.cram'], '--cram was given, but needs --reference'],
    [['--order', 'tag'], '--order tag was given without --tag'],
    [['--tag', 'CB'], '--tag is for --order tag'],
    [['--order', 'name', '--bai', '/o/x.bai'], '--bai'],
  ])('refuses %j', (options, message) => {
    expect(() => words(...options)).toThrow(message);
  });
});

describe('the command of samtools-flagstat', () => {
  const counts = (...options: string[]) => commandOf(flagstat, ['--bam', 'a.cram', ...options])[0];

  it('prints the counts', () => {
    expect(counts()?.pipeline[0]).toEqual(['samtools', 'flagstat', '-@', '1', './inputs/a.cram']);
    expect(counts()?.stdoutTo).toBe('./outputs/counts/a.flagstat.txt');
  });

  it('prints them in another form, with extra arguments', () => {
    const options = ['--format', 'json', '--extra-args', '--verbosity 5'];
    expect(counts(...options)?.pipeline[0].slice(4)).toEqual([
      ...['-O', 'json', '--verbosity', '5', './inputs/a.cram'],
    ]);
  });
});
