import { commandOf } from '@joblayer/job-runtime/testing';
import { quant } from './quant.tool.ts';

const steps = (...options: string[]) =>
  commandOf(quant, ['--index', 'x.salmon', ...options]).map(
    ({ pipeline: [argv] }): readonly string[] => argv,
  );
const argv = (...options: string[]): readonly string[] =>
  steps(...options).find(([program]) => program === 'salmon') ?? [];
const PAIR = ['--reads1', 'a_1.fq', '--reads2', 'a_2.fq'];
const SINGLE = ['--reads1', 'a.fq'];

describe('the command of salmon-quant', () => {
  it('takes pairs, all first reads before the second ones', () => {
    const lanes = ['--reads1', 'a_1.fq', 'b_1.fq', '--reads2', 'a_2.fq', 'b_2.fq'];
    const words = argv(...lanes);
    expect(words.slice(0, 3)).toEqual(['salmon', '--no-version-check', 'quant']);
    expect(words.slice(5, 9)).toEqual(['-o', './outputs/quant/a_1.salmon', '-p', '2']);
    expect(words.slice(-6)).toEqual([
      ...['-1', './inputs/a_1.fq', './inputs/b_1.fq', '-2', './inputs/a_2.fq', './inputs/b_2.fq'],
    ]);
  });

  it('reads the index under one name, which salmon notes in an output', () => {
    expect(steps(...SINGLE)[0]).toEqual(['ln', '-s', './inputs/x.salmon', './index']);
    expect(argv(...SINGLE).slice(3, 5)).toEqual(['-i', './index']);
  });

  it('takes single reads, and the defaults of salmon', () => {
    expect(argv(...SINGLE).slice(9)).toEqual([
      ...['-l', 'A', '--numBootstraps', '0', '--numGibbsSamples', '0', '--fldMean', '250'],
      ...['--fldSD', '25', '--fldMax', '1000', '--minScoreFraction', '0.65'],
      ...['--minAssignedFrags', '10', '--incompatPrior', '0', '-r', './inputs/a.fq'],
    ]);
  });

  it('has every switch, and extra arguments before the files', () => {
    const words = argv(
      ...[...PAIR, '--seq-bias', '--gc-bias', '--pos-bias', '--optimizer', 'em'],
      ...['--no-length-correction', '--recover-orphans', '--discard-orphans'],
      ...['--softclip-overhangs', '--metagenome', '--write-classes', '--write-unmapped'],
      ...['--extra-args', '--quiet'],
    );
    expect(words.slice(words.indexOf('--seqBias'), -4)).toEqual([
      ...['--seqBias', '--gcBias', '--posBias', '--useEM', '--noLengthCorrection'],
      ...['--recoverOrphans', '--discardOrphansQuasi', '--softclipOverhangs', '--meta'],
      ...['--dumpEq', '--writeUnmappedNames', '--quiet'],
    ]);
  });

  it('has every value', () => {
    const words = argv(
      ...[...SINGLE, '--library-type', 'SR', '--gibbs-samples', '3', '--thinning-factor', '8'],
      ...['--fragment-length', '180', '--fragment-sd', '20', '--max-fragment-length', '800'],
      ...['--min-score-fraction', '0.8', '--min-assigned-fragments', '1'],
      ...['--incompat-prior', '0.5'],
    ).join(' ');
    expect(words).toContain('-l SR --numBootstraps 0 --numGibbsSamples 3 --fldMean 180 --fldSD 20');
    expect(words).toContain('--fldMax 800 --minScoreFraction 0.8 --minAssignedFrags 1');
    expect(words).toContain('--incompatPrior 0.5 --thinningFactor 8');
    expect(argv(...PAIR, '--bootstraps', '5').join(' ')).toContain('--numBootstraps 5');
  });

  it('gives the gene map an ending that salmon knows', () => {
    const all = steps(...PAIR, '--gene-map', 'g.gtf.gz');
    expect(all[0]).toEqual(['gzip', '-dc', '--', './inputs/g.gtf.gz']);
    expect(argv(...PAIR, '--gene-map', 'g.txt').join(' ')).toMatch(/ -g \S+genes\.tsv /);
    expect(all.at(-1)?.at(0)).toBe('cp');
  });

  it.each([
    [[...PAIR, 'b_2.fq'], 'expected 1, got 2'],
    [[...SINGLE, '--library-type', 'ISR'], '--library-type ISR is for pairs'],
    [[...SINGLE, '--recover-orphans'], '--recover-orphans is for pairs'],
    [[...SINGLE, '--discard-orphans'], '--discard-orphans is for pairs'],
    [[...PAIR, '--library-type', 'SR'], 'is for single reads'],
    [[...PAIR, '--bootstraps', '5', '--gibbs-samples', '5'], 'exclude each other'],
  ])('refuses %j', (options, message) => {
    expect(() => argv(...options)).toThrow(message);
  });
});
