import { parseLocation } from '@joblayer/object-store/location';
import {
  argumentsOf,
  type ArgumentsPlan,
  optionsOf,
  parseCommandLine,
  parseJobSpec,
  planArguments,
} from '@joblayer/tool-definition';
import { aligner } from '../testing/aligner.ts';
import { seededRandom } from '../testing/random.ts';
import { plan } from '../testing/sheets.ts';

const ROUNDS = 500;

type Random = (below: number) => number;

/** Values of options, right ones and wrong ones. Those of a list are separated by `;`. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  reads1: ['s3://bkt/a.fq', 's3://bkt/a.fq;s3://bkt/b.fq.gz', 's3://bkt/a.bam', 'https://h/x.fq'],
  reads2: ['s3://bkt/a_2.fq', 's3://bkt/c.fq;s3://bkt/d.fq'],
  reference: ['s3://bkt/ref.fa', '/ref/'],
  known: ['s3://bkt/k.vcf.gz', 's3://bkt/k.vcf'],
  'known-index': ['s3://bkt/k.tbi'],
  bam: ['s3://bkt/o/x.bam', 's3://bkt/o/', '/o/x.cram', 's3://bkt/a.fq'],
  plots: ['s3://bkt/plots/', '/o/plots'],
  sample: ['A', '007', '1e3', 'x y'],
  'min-score': ['0', '007', '1e1', '61', 'many', '1.5'],
  fraction: ['0.5', '1e-2', '2'],
  platform: ['ONT', 'PACBIO'],
  'output-dir': ['s3://bkt/out/', '/out', 'https://h/'],
  cpus: ['2', '0', 'two'],
  memory: ['1'],
  'memory-mib': ['512'],
  'if-complete': ['skip', 'perhaps'],
  'extra-args': ['-a 1 "b c"', '--x', '"'],
  'report-uri': ['s3://bkt/reports', 'https://h/'],
};
const LISTS = new Set(['reads1', 'reads2']);

/** Some options, mostly with the values that make a job complete. */
function randomValues(random: Random): readonly (readonly [flag: string, value: string])[] {
  const likely = new Set(['reads1', 'reference', 'output-dir']);
  return Object.entries(VALUES).flatMap(([flag, values]) => {
    if (random(8) >= (likely.has(flag) ? 7 : 2)) return [];
    return [[flag, values[random(3) < 2 ? 0 : random(values.length)] ?? '']];
  });
}

const argvOf = (values: readonly (readonly [string, string])[]) =>
  values.flatMap(([flag, value]) => [
    `--${flag}`,
    ...(LISTS.has(flag) ? value.split(';') : [value]),
  ]);

/** What a plan decides on. */
const decided = ({ inputs, outputs, outputManifest, params, extraArgs }: ArgumentsPlan) => ({
  ...{ params, extraArgs, outputManifest },
  inputs: inputs.map(({ name, locations, secondaryFiles }) => [
    ...[name, locations, secondaryFiles.map((each) => each.locations)],
  ]),
  outputs: outputs.map(({ name, location }) => [name, location]),
});

function planOf(argv: readonly string[]) {
  try {
    const parsed = parseCommandLine(aligner, argv);
    if (parsed.action !== 'run') throw new Error(parsed.action);
    return { planned: decided(planArguments(aligner, parsed.request)) };
  } catch (error) {
    return { problem: (error as Error).message };
  }
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('the job of a sheet’s row', () => {
  it('is the job of the same arguments on a command line, and is refused where that is', () => {
    const options = optionsOf(aligner);
    const ends = { planned: 0, refused: 0 };
    for (let seed = 1; seed <= ROUNDS; seed += 1) {
      const random = seededRandom(seed);
      const values = randomValues(random);
      const isConstant = values.map(() => random(2) === 0);
      const constants = argvOf(values.filter((_, i) => isConstant[i]));
      // A sheet has at least one column.
      const cells = [...values.filter((_, i) => !isConstant[i]), ['stream', 'true'] as const];
      const text = [0, 1].map((part) => cells.map((cell) => quoted(cell[part] ?? '')).join(','));
      const { jobs, faults } = plan('s.csv', text.join('\n'), constants);
      const { planned, problem } = planOf(argvOf(values));
      const [job] = jobs;
      if (problem === undefined && job) {
        ends.planned += 1;
        const given = parseJobSpec(
          aligner,
          JSON.stringify(job.spec),
          parseLocation('/s.json'),
          undefined,
        );
        const { request } = argumentsOf(aligner, options, given);
        expect({ seed, planned: decided(planArguments(aligner, request)) }).toEqual({
          seed,
          planned,
        });
        expect({ seed, faults }).toEqual({ seed, faults: [] });
      } else {
        ends.refused += 1;
        expect({ seed, jobs: jobs.length }).toEqual({ seed, jobs: 0 });
        expect({ seed, problem, hasFaults: faults.length > 0 }).toEqual({
          ...{ seed, problem: expect.any(String), hasFaults: true },
        });
      }
    }
    expect(ends.planned).toBeGreaterThan(ROUNDS / 10);
    expect(ends.refused).toBeGreaterThan(ROUNDS / 10);
  });
});
