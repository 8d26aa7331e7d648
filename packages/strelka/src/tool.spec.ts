import type { CommandContext, StagedFile } from '@joblayer/job-runtime';
import { somaticTool } from './somatic.tool.ts';
import { tool } from './tool.ts';

const file = <C extends Record<string, string>>(
  name: string,
  secondaryFiles: C,
): StagedFile<C> => ({
  type: 'file',
  path: `/s/inputs/${name}`,
  name,
  stem: name.replace(/\..*/, ''),
  secondaryFiles,
});
const bam = (name: string) => file(name, { bai: `/s/inputs/${name}.bai` });
const vcf = <K extends string>(name: string, index: K) =>
  file(name, { [index]: `/s/inputs/${name}.tbi` } as Record<K, string>);

const granted = {
  extraArgs: [] as readonly string[],
  workDir: '/s/wd',
  tmpDir: '/s/tmp',
  cpus: 3,
  memoryMiB: 8191,
};
const shared = {
  reference: file('g.fa', { referenceIndex: '/s/inputs/g.fa.fai' }),
  callRegions: undefined,
  indelCandidates: undefined,
  forcedGenotypes: undefined,
};
const optional = {
  callRegions: vcf('r.bed.gz', 'callRegionsIndex'),
  indelCandidates: [
    vcf('m.vcf.gz', 'indelCandidatesIndex'),
    vcf('n.vcf.gz', 'indelCandidatesIndex'),
  ],
  forcedGenotypes: [vcf('f.vcf.gz', 'forcedGenotypesIndex')],
};

type Germline = CommandContext<typeof tool.inputs, typeof tool.outputs, typeof tool.params>;
const germline = (inputs: Partial<Germline['inputs']> = {}, params = {}, changes = {}) =>
  tool
    .command({
      inputs: { bam: [bam('a.bam')], ...shared, ploidy: undefined, ...inputs },
      outputs: { results: '/s/outputs/results/a b.strelka' },
      params: tool.params.parse(params),
      ...granted,
      ...changes,
    })
    .map(({ pipeline: [argv] }) => argv);

type Somatic = CommandContext<
  typeof somaticTool.inputs,
  typeof somaticTool.outputs,
  typeof somaticTool.params
>;
const somatic = (inputs: Partial<Somatic['inputs']> = {}, params = {}, changes = {}) =>
  somaticTool
    .command({
      inputs: {
        normalBam: file('n.bam', { normalBai: '/s/inputs/n.bam.bai' }),
        tumorBam: file('t.cram', { tumorBai: '/s/inputs/t.cram.crai' }),
        ...shared,
        ...inputs,
      },
      outputs: { results: '/s/outputs/results/t' },
      params: somaticTool.params.parse(params),
      ...granted,
      ...changes,
    })
    .map(({ pipeline: [argv] }) => argv);

const RUN = ['python2', '/s/wd/strelka/runWorkflow.py', '-m', 'local'];

describe('the command of strelka', () => {
  it('configures a new directory, runs the workflow with the granted resources, and publishes its results', () => {
    expect(germline()).toEqual([
      [
        ...['configureStrelkaGermlineWorkflow.py', '--bam', '/s/inputs/a.bam'],
        ...['--referenceFasta', '/s/inputs/g.fa', '--runDir', '/s/wd/strelka'],
      ],
      [...RUN, '-j', '3', '-g', '7'],
      ['find', '/s/wd/strelka/results', '-type', 'l', '-delete'],
      ['mv', '-T', '/s/wd/strelka/results', '/s/outputs/results/a b.strelka'],
    ]);
  });

  it('has every option, then the extra arguments', () => {
    const [configure] = germline(
      {
        bam: [bam('a.bam'), bam('it\'s "b".bam')],
        ...optional,
        ploidy: vcf('p.vcf.gz', 'ploidyIndex'),
      },
      { exome: true, rna: true, estimateErrors: false },
      { extraArgs: ['--callContinuousVf', 'chr M'] },
    );
    expect(configure).toEqual([
      ...['configureStrelkaGermlineWorkflow.py', '--bam', '/s/inputs/a.bam'],
      ...['--bam', '/s/inputs/it\'s "b".bam', '--referenceFasta', '/s/inputs/g.fa'],
      ...['--callRegions', '/s/inputs/r.bed.gz'],
      ...['--indelCandidates', '/s/inputs/m.vcf.gz', '--indelCandidates', '/s/inputs/n.vcf.gz'],
      ...['--forcedGT', '/s/inputs/f.vcf.gz', '--ploidy', '/s/inputs/p.vcf.gz'],
      ...['--exome', '--rna', '--disableSequenceErrorEstimation'],
      ...['--callContinuousVf', 'chr M', '--runDir', '/s/wd/strelka'],
    ]);
  });

  it.each([
    [500, '1'],
    [1024, '1'],
    [65_536, '64'],
  ])(
    'states, with %s MiB granted, %s GB: a whole number of at least one',
    (memoryMiB, expected) => {
      expect(germline({}, {}, { memoryMiB })[1]?.slice(-2)).toEqual(['-g', expected]);
    },
  );
});

describe('the command of strelka-somatic', () => {
  it('has the normal and the tumor sample', () => {
    expect(somatic()).toEqual([
      [
        ...['configureStrelkaSomaticWorkflow.py', '--normalBam', '/s/inputs/n.bam'],
        ...['--tumorBam', '/s/inputs/t.cram', '--referenceFasta', '/s/inputs/g.fa'],
        ...['--runDir', '/s/wd/strelka'],
      ],
      [...RUN, '-j', '3', '-g', '7'],
      ['find', '/s/wd/strelka/results', '-type', 'l', '-delete'],
      ['mv', '-T', '/s/wd/strelka/results', '/s/outputs/results/t'],
    ]);
  });

  it('has every option, then the extra arguments', () => {
    const [configure] = somatic(
      optional,
      { exome: true, callableRegions: true },
      { extraArgs: ['--region', 'chr1'] },
    );
    expect(configure?.slice(7)).toEqual([
      ...['--callRegions', '/s/inputs/r.bed.gz'],
      ...['--indelCandidates', '/s/inputs/m.vcf.gz', '--indelCandidates', '/s/inputs/n.vcf.gz'],
      ...['--forcedGT', '/s/inputs/f.vcf.gz', '--exome', '--outputCallableRegions'],
      ...['--region', 'chr1', '--runDir', '/s/wd/strelka'],
    ]);
  });
});

it('the diagnostics of a failed run are its errors by task and the log of pyFlow', () => {
  expect(tool.diagnostics).toEqual(somaticTool.diagnostics);
  expect(tool.diagnostics).toEqual(
    expect.arrayContaining([
      'strelka/workflow.error.log.txt',
      'strelka/workspace/pyflow.data/logs/pyflow_log.txt',
    ]),
  );
});
