import {
  checkArguments,
  type CommandContext,
  type StagedDirectory,
  type StagedFile,
} from '@joblayer/job-runtime';
import { tool } from './tool.ts';

type Context = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;

const file = (path: string, stem: string): StagedFile<Readonly<Record<string, never>>> => ({
  ...{ type: 'file', path, stem, secondaryFiles: {} },
  name: path.slice(path.lastIndexOf('/') + 1),
});
const directory = (name: string, files: readonly string[]): StagedDirectory => ({
  ...{ type: 'directory', path: `/s/inputs/${name}`, name, stem: name, files },
});
const outputs = {
  annotatedVcf: '/s/outputs/annotatedVcf/x.ann.vcf.gz',
  tbi: '/s/outputs/annotatedVcf/x.ann.vcf.gz.tbi',
  csi: undefined,
  html: '/s/outputs/html/x.html',
  csv: '/s/outputs/csv/x.csv',
  genes: '/s/outputs/genes/x.txt',
};
const inputs: Context['inputs'] = {
  vcf: file('/s/inputs/x.vcf.gz', 'x'),
  database: directory('R64', ['sequence.bin', 'snpEffectPredictor.bin']),
  config: undefined,
  regions: undefined,
  transcripts: undefined,
  customRegions: undefined,
};

const command = (params: Partial<Context['params']> = {}, changes: Partial<Context> = {}) =>
  tool.command({
    ...{ inputs, outputs, params: tool.params.parse(params), extraArgs: [] },
    ...{ workDir: '/s/wd', tmpDir: '/s/tmp', cpus: 2, memoryMiB: 1000 },
    ...changes,
  });
/** The arguments of snpEff after `ann -nodownload -noLog`. */
const ann = (params: Partial<Context['params']> = {}, changes: Partial<Context> = {}) =>
  (
    command(params, changes)
      .map(({ pipeline: [argv] }) => argv)
      .find(([program]) => program === 'java') ?? []
  ).slice(12);
const withInputs = (changes: Partial<Context['inputs']>) => ({ inputs: { ...inputs, ...changes } });

describe('the command of snpeff', () => {
  it('annotates, compresses, indexes, and publishes the statistics', () => {
    const stats = '/s/wd/x.snpeff';
    const decompress = ['gzip', '--decompress', '--stdout', '--'];
    expect(command()).toEqual([
      { pipeline: [['mkdir', '/s/wd/data']] },
      { pipeline: [['cp', '/etc/snpeff/snpEff.config', '/s/wd/snpEff.config']] },
      { pipeline: [['ln', '-sr', '/s/inputs/R64', '/s/wd/data/R64']] },
      {
        pipeline: [
          [...decompress, '/s/inputs/R64/snpEffectPredictor.bin'],
          ['awk', '-F', '\\t', '$1 == "CHROMOSOME" { print $6 "\\t" $5 + 1 }'],
        ],
        stdoutTo: '/s/wd/sequences.txt',
      },
      {
        pipeline: [
          [...decompress, '/s/inputs/x.vcf.gz'],
          [
            ...['awk', '-f', '/s/wd/check-variants.awk', 'must_be_sorted=1'],
            ...['/s/wd/sequences.txt', 'variants=1', '-'],
          ],
        ],
      },
      {
        pipeline: [
          [
            ...['java', '-Xmx800m', '-XX:ActiveProcessorCount=2', '-XX:+ExitOnOutOfMemoryError'],
            ...[
              '-XX:+DisplayVMOutputToStderr',
              '-XX:-UsePerfData',
              '-Djava.io.tmpdir=/s/tmp',
              '-jar',
            ],
            ...['/usr/share/java/snpeff.jar', 'ann', '-nodownload', '-noLog'],
            ...['-c', '/s/wd/snpEff.config', '-configOption', 'R64.genome=R64'],
            ...['-dataDir', '/s/wd/data', '-stats', `${stats}.html`, '-csvStats', `${stats}.csv`],
            ...['-ud', '5000', '-ss', '2', 'R64', '/s/inputs/x.vcf.gz'],
          ],
          ['bgzip', '-@', '2', '-c'],
        ],
        stdoutTo: outputs.annotatedVcf,
      },
      {
        pipeline: [[...['tabix', '-p', 'vcf', outputs.annotatedVcf]]],
      },
      { pipeline: [['mv', `${stats}.html`, outputs.html]] },
      { pipeline: [['mv', `${stats}.csv`, outputs.csv]] },
      { pipeline: [['mv', `${stats}.genes.txt`, outputs.genes]] },
    ]);
  });

  it('makes no statistics with --omit-stats, or if none has a location', () => {
    const none = { ...outputs, html: undefined, csv: undefined, genes: undefined };
    for (const steps of [command({ omitStats: true }), command({}, { outputs: none })]) {
      expect(steps).toHaveLength(7);
      expect(steps[5]?.pipeline[0]).toContain('-noStats');
      expect(steps[5]?.pipeline[0]).not.toContain('-stats');
    }
    expect(command({}, { outputs: { ...none, csv: '/s/c' } }).slice(7)).toEqual([
      { pipeline: [['mv', '/s/wd/x.snpeff.csv', '/s/c']] },
    ]);
  });

  it.each([
    ['a TBI by default', {}, []],
    ['a CSI with --csi', { tbi: undefined, csi: '/s/o/x.vcf.gz.csi' }, ['--csi']],
    ['a CSI with --tbi', { tbi: '/s/o/x.vcf.gz.csi' }, ['--csi']],
  ])('makes %s', (_, indexes, option) => {
    const steps = command({ omitStats: true }, { outputs: { ...outputs, ...indexes } });
    expect(steps[4]?.pipeline[1]?.[3]).toBe('must_be_sorted=1');
    expect(steps[6]?.pipeline[0]?.slice(3, -1)).toEqual(option);
  });

  it('refuses a location for statistics with --omit-stats', () => {
    const refused = (...argv: string[]) =>
      checkArguments(tool, [
        ...[
          '--vcf',
          's3://bkt/x.vcf',
          '--database',
          's3://bkt/db/',
          '--output-dir',
          's3://bkt/out/',
        ],
        ...argv,
      ]);
    expect(refused('--omit-stats')).toBeUndefined();
    expect(refused('--no-omit-stats', '--csv', 's3://bkt/x.csv')).toBeUndefined();
    expect(refused('--omit-stats', '--csv', 's3://bkt/x.csv')).toBe(
      '--csv was given, but --omit-stats makes no statistics. Leave one of the two out.',
    );
  });

  it('writes plain text without an index if the name ends in .vcf', () => {
    const plain = { annotatedVcf: '/s/o/x.VCF', tbi: undefined, csi: undefined };
    const steps = command({ omitStats: true }, { outputs: { ...outputs, ...plain } });
    expect(steps).toHaveLength(6);
    expect(steps[4]?.pipeline[1]?.[3]).toBe('must_be_sorted=0');
    expect(steps[5]).toMatchObject({ stdoutTo: '/s/o/x.VCF' });
    expect(steps[5]?.pipeline).toHaveLength(1);
  });

  it('reads a VCF’s sequences like snpEff, which recognizes compression by the name', () => {
    const plain = withInputs({ vcf: file('/s/inputs/x.vcf', 'x') });
    expect(command({}, plain)[4]?.pipeline[0]).toEqual(['cat', '/s/inputs/x.vcf']);
  });

  it('passes every parameter with snpEff’s own flag', () => {
    expect(
      ann({
        ...{ omitStats: true, upstreamDownstream: 0, spliceSite: 3, canonical: true },
        ...{ onlyProtein: true, omitDownstream: true, omitUpstream: true, omitIntergenic: true },
        ...{ omitIntron: true, omitUtr: true, omitLof: true, geneIds: true, cancer: true },
        ...{ oneLetterAminoAcids: true, effField: true },
      }).slice(6),
    ).toEqual([
      ...['-noStats', '-ud', '0', '-ss', '3', '-canon', '-onlyProtein', '-no-downstream'],
      ...['-no-upstream', '-no-intergenic', '-no-intron', '-no-utr', '-noLof', '-geneId'],
      ...['-hgvs1LetterAa', '-formatEff', '-cancer', 'R64', '/s/inputs/x.vcf.gz'],
    ]);
  });

  it('passes odd paths and extra arguments unchanged', () => {
    const odd = '/s/inputs/it\'s "a" $(b).';
    const changes = withInputs({
      vcf: file(`${odd}vcf`, 'x'),
      config: file(`${odd}config`, 'x'),
      regions: file(`${odd}bed`, 'x'),
      transcripts: file(`${odd}txt`, 'x'),
      customRegions: [file(`${odd}1.bed`, 'x'), file(`${odd}2.bed`, 'x')],
    });
    const words = ann({ omitStats: true }, { ...changes, extraArgs: ['-no', 'a b'] });
    expect(words.slice(0, 2)).toEqual(['-c', '/s/wd/snpEff.config']);
    expect(command({}, changes)[1]?.pipeline[0]).toEqual([
      ...['cp', `${odd}config`, '/s/wd/snpEff.config'],
    ]);
    expect(words.slice(11)).toEqual([
      ...['-fi', '/s/wd/joblayer-regions.bed', '-onlyTr', `${odd}txt`],
      ...['-interval', `${odd}1.bed`, '-interval', `${odd}2.bed`],
      ...['-no', 'a b', 'R64', `${odd}vcf`],
    ]);
  });
});

describe('the genome of snpeff', () => {
  const linked = (files: readonly string[], genome?: string) => {
    const database = directory('my db', files);
    const steps = command({ genome }, withInputs({ database }));
    const [, , path = '', as = ''] = steps[2]?.pipeline[0] ?? [];
    return { path, as };
  };

  it('has the name of the database’s directory', () => {
    expect(linked(['R64/snpEff.config', 'R64/snpEffectPredictor.bin'])).toEqual({
      path: '/s/inputs/my db/R64',
      as: '/s/wd/data/R64',
    });
    expect(linked(['data/R64/snpEffectPredictor.bin']).path).toBe('/s/inputs/my db/data/R64');
  });

  it('is the one given with --genome, of several or in a directory with another name', () => {
    const two = ['a/snpEffectPredictor.bin', 'b/snpEffectPredictor.bin'];
    expect(linked(two, 'b').path).toBe('/s/inputs/my db/b');
    expect(linked(['snpEffectPredictor.bin'], 'R64')).toMatchObject({
      path: '/s/inputs/my db',
      as: '/s/wd/data/R64',
    });
  });

  it.each([
    [[], undefined, 'holds no snpEffectPredictor.bin'],
    [['a/snpEffectPredictor.bin'], 'b', 'has no database of b, only of a'],
    [
      ['a/snpEffectPredictor.bin', 'b/snpEffectPredictor.bin'],
      undefined,
      'holds 2 databases: a, b',
    ],
    [['snpEffectPredictor.bin'], undefined, '"my db", the name of the directory'],
  ])('of %j with --genome %s is not found', (files, genome, problem) => {
    expect(() => linked(files, genome)).toThrow(
      expect.objectContaining({ code: 'bad-data', message: expect.stringContaining(problem) }),
    );
  });
});
