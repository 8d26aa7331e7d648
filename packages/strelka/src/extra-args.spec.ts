import type { AnyTool, JobError } from '@joblayer/job-runtime';
import { also, tool } from './tool.ts';

const [somatic] = also;
const check = (definition: AnyTool | undefined, extraArgs: readonly string[]): unknown =>
  definition?.checkInJob?.({ extraArgs });
const refusal = (definition: AnyTool | undefined, extraArgs: readonly string[]): JobError => {
  try {
    check(definition, extraArgs);
  } catch (error) {
    return error as JobError;
  }
  throw new Error('was accepted');
};

describe.each([
  ['strelka', tool],
  ['strelka-somatic', somatic],
])('extra arguments of %s', (_, definition) => {
  it.each([
    [['--runDir', '/elsewhere'], '--runDir'],
    [['--runDir=/elsewhere'], '--runDir'],
    [['--run', '/elsewhere'], '--runDir'],
    [['--exome', '--bam', '/data/other.bam'], '--bam'],
    [['--normalBam', '/data/other.bam'], '--normalBam'],
    [['--tumorBam=/data/other.bam'], '--tumorBam'],
    [['--referenceFasta', '/data/other.fa'], '--referenceFasta'],
    [['--ref', '/data/other.fa'], '--referenceFasta'],
    [['--callRegions', '/data/x.bed.gz'], '--callRegions'],
    [['--indelCandidates', '/data/x.vcf.gz'], '--indelCandidates'],
    [['--forcedGT', '/data/x.vcf.gz'], '--forcedGT'],
    [['--ploidy', '/data/x.vcf.gz'], '--ploidy'],
  ])('are refused if they override the job’s own: %j', (extraArgs, own) => {
    const { exitCode, facts } = refusal(definition, extraArgs);
    expect(exitCode).toBe(64);
    expect(facts.problem).toContain(`which sets ${own} of Strelka`);
  });

  it.each([[['--region', 'chr20:1-1000']], [['--callMemMb', '4096']], [['--exome', '--quiet']]])(
    'are accepted otherwise: %j',
    (extraArgs) => {
      expect(check(definition, extraArgs)).toEqual({});
    },
  );
});
