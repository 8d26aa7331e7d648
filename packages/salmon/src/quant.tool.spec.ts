import { commandOf } from '@joblayer/job-runtime/testing';
import { quant } from './quant.tool.ts';

const INDEX = ['--index', 'x.salmon/'];
const steps = (...options: string[]) =>
  commandOf(quant, [...INDEX, ...options]).map(({ pipeline }): readonly string[] => pipeline[0]);
const PAIR = ['--reads1', 'a_1.fq', '--reads2', 'a_2.fq'];
const OUTPUT = './outputs/quant/a_1.salmon';
const DEFAULTS = [
  ...['-o', OUTPUT, '-p', '2', '--minScoreFraction', '0.65', '--incompatPrior', '0'],
  ...['--minAssignedFrags', '10', '--fldMean', '250', '--fldSD', '25'],
  ...['--numBootstraps', '0', '--numGibbsSamples', '0'],
];

describe('the command of salmon-quant', () => {
  it('takes pairs, finds out the type, and deletes what differs in each run', () => {
    expect(steps(...PAIR)).toEqual([
      [
        ...['salmon', '--no-version-check', 'quant', '-i', './inputs/x.salmon', '-l', 'A'],
        ...['-1', './inputs/a_1.fq', '-2', './inputs/a_2.fq', ...DEFAULTS],
      ],
      [
        ...['find', OUTPUT, '-mindepth', '1', '(', '-name', 'logs', '-o'],
        ...['-name', 'salmon_quant.log', '-o', '-name', 'fld.gz', ')', '-delete'],
      ],
    ]);
  });

  it('takes single reads of several lanes', () => {
    const [words = []] = steps('--reads1', 'a_1.fq', "it's b.fq");
    expect(words.slice(6, 10)).toEqual(['A', '-r', './inputs/a_1.fq', "./inputs/it's b.fq"]);
  });

  it('sums up by gene, and compares the map with the transcripts', () => {
    const [words = [], comparing] = steps(...PAIR, '--gene-map', 'g.gtf');
    expect(words.slice(words.indexOf('-g'), words.indexOf('-g') + 2)).toEqual([
      ...['-g', './inputs/g.gtf'],
    ]);
    expect(comparing).toEqual(['awk', '-f', './genes.awk', `${OUTPUT}/quant.sf`, './inputs/g.gtf']);
  });

  it('has every parameter, and extra arguments at its end', () => {
    const [words = []] = steps(
      ...[...PAIR, '--lib-type', 'ISR', '--seq-bias', '--gc-bias', '--pos-bias'],
      ...['--min-score-fraction', '0.8', '--incompat-prior', '0.1', '--min-assigned-frags', '1'],
      ...['--fragment-mean', '180', '--fragment-sd', '20', '--bootstraps', '5'],
      ...['--discard-orphans', '--dump-eq', '--extra-args', '--meta'],
    );
    expect(words[6]).toBe('ISR');
    expect(words.slice(words.indexOf('--seqBias'))).toEqual([
      ...['--seqBias', '--gcBias', '--posBias', '--minScoreFraction', '0.8'],
      ...['--incompatPrior', '0.1', '--minAssignedFrags', '1', '--fldMean', '180'],
      ...['--fldSD', '20', '--numBootstraps', '5', '--numGibbsSamples', '0'],
      ...['--discardOrphansQuasi', '--dumpEq', '--meta'],
    ]);
    expect(steps(...PAIR, '--gibbs-samples', '7')[0]).toContain('7');
  });

  it.each([
    [['--reads1', 'a.fq', '--lib-type', 'ISR'], 'which is for pairs, but --reads2 was not given'],
    [[...PAIR, '--lib-type', 'SR'], 'which is for single reads, but --reads2 was given'],
    [[...PAIR, 'b_2.fq'], 'expected 1, got 2'],
    [[...PAIR, '--bootstraps', '2', '--gibbs-samples', '2'], 'were both given'],
  ])('refuses %j', (options, message) => {
    expect(() => steps(...options)).toThrow(message);
  });
});
