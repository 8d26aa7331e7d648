import { pairedTool } from '@joblayer/tool-definition/testing';
import { commandOf } from './command-of.ts';
import { fixtureTool } from './fixture-tool.ts';

const argv = (...given: string[]) => commandOf(fixtureTool('x'), given)[0]?.pipeline[0].slice(4);

describe('the command of a job for tests of a definition', () => {
  it('has the paths that a job has, and extra arguments', () => {
    const paths = ['./inputs/it\'s "a".fq', './outputs/text/it\'s "a".txt'];
    expect(argv('--reads', 'it\'s "a".fq', '--extra-args', '-b "1 2"')).toEqual([
      ...[...paths, './outputs/plots/it\'s "a".fq.plots', '-b', '1 2'],
    ]);
  });

  it('has the outputs that a job with these inputs has', () => {
    const trim = (...given: string[]) => commandOf(pairedTool(), given)[0]?.pipeline[0];
    expect(trim('--reads1', 'a.fq')).toEqual([
      ...['trim', './inputs/a.fq', './outputs/trimmed1/a.R1.trimmed.fq', ''],
    ]);
    expect(trim('--reads1', 'a.fq', '--reads2', 'b.fq')?.at(-1)).toBe(
      './outputs/trimmed2/b.R2.trimmed.fq',
    );
  });

  it('is refused for arguments that a job refuses', () => {
    expect(() => argv('--reads', 'a.bam')).toThrow(/--reads expects a name that ends in \.fq/);
    expect(() => argv('--reads', 'a.fq', '--min-quality', '94')).toThrow(/from 0 to 93/);
  });
});
