import { commandOf } from '@joblayer/job-runtime/testing';
import { genomeParameters } from './genome-parameters.ts';
import { genome } from './genome.tool.ts';
import { tool } from './tool.ts';

const INDEX = [
  ...['Genome', 'SA', 'SAindex', 'chrLength.txt', 'chrName.txt', 'chrNameLength.txt'],
  ...['chrStart.txt', 'geneInfo.tab', 'genomeParameters.txt'],
];
const steps = (options: readonly string[], index: readonly string[] = INDEX) =>
  commandOf(tool, ['--index', 'g/', ...options], { files: { index } });
const argv = (...options: string[]): readonly string[] =>
  steps(options).find(({ pipeline }) => pipeline[0][0] === 'STAR')?.pipeline[0] ?? [];
const PAIR = ['--reads1', 'a_R1.fq.gz', '--reads2', 'a_R2.fq.gz'];

describe('the command of star-align', () => {
  it('aligns pairs in the order of the reads, sorts, and moves STAR’s files to the outputs', () => {
    expect(argv(...PAIR)).toEqual([
      ...['STAR', '--runThreadN', '2', '--outFileNamePrefix', './star/', '--outTmpDir'],
      ...['./tmp/star', '--genomeDir', './inputs/g/', '--readFilesIn', './inputs/a_R1.fq.gz'],
      ...['./inputs/a_R2.fq.gz', '--readFilesCommand', 'gzip', '-dcf', '--outStd', 'SAM'],
      ...['--outSAMorder', 'PairedKeepInputOrder', '--outSAMattrRGline', 'ID:a', 'SM:a', 'LB:a'],
      ...['PL:ILLUMINA', '--outFilterMultimapNmax', '10', '--outFilterMismatchNmax', '10'],
      ...['--alignIntronMin', '21', '--alignIntronMax', '0', '--alignMatesGapMax', '0'],
      ...['--alignSJoverhangMin', '5', '--alignSJDBoverhangMin', '3', '--clip5pNbases', '0'],
      ...['--clip3pNbases', '0', '--outFilterScoreMinOverLread', '0.66'],
      ...['--outFilterMatchNminOverLread', '0.66', '--outSAMattributes', 'Standard'],
      ...['--outSAMunmapped', 'Within'],
    ]);
    const [align, ...moves] = steps(PAIR);
    expect(align?.pipeline[1]?.slice(0, 6)).toEqual(['samtools', 'sort', '-@', '1', '-m', '51M']);
    expect(moves.map(({ pipeline }) => pipeline[0])).toEqual([
      ['mv', '-T', './star/SJ.out.tab', './outputs/junctions/a_R1.SJ.out.tab'],
      ['sed', expect.stringContaining('Started'), './star/Log.final.out'],
    ]);
  });

  it('counts by gene and aligns to transcripts only if that is asked for', () => {
    const options = [...PAIR, '--gene-counts', '--transcriptome'];
    const words = argv(...options);
    expect(words).toContain('--quantMode');
    expect(words.slice(words.indexOf('--quantMode'))).toEqual(
      expect.arrayContaining(['GeneCounts', 'TranscriptomeSAM']),
    );
    const commands = steps(options).map(({ pipeline }) => pipeline[0]);
    expect(commands.at(-2)).toEqual([
      ...['mv', '-T', './star/ReadsPerGene.out.tab'],
      './outputs/counts/a_R1.ReadsPerGene.out.tab',
    ]);
    expect(commands.at(-1)?.slice(3)).toEqual([
      ...['sort-by-name', './star/Aligned.toTranscriptome.out.bam'],
      ...['./outputs/transcriptomeBam/a_R1.toTranscriptome.bam', '512M', './tmp', '2'],
    ]);
    expect(() => argv(...PAIR, '--counts', '/o/x.tab')).toThrow('--counts was given');
  });

  it('aligns all lanes together, and links names with a blank, at which STAR would split them', () => {
    const lanes = ['--reads1', 'a_L001.fq', 'a_L002.fq'];
    expect(argv(...lanes)).toContain('./inputs/a_L001.fq,./inputs/a_L002.fq');
    const odd = ['--reads1', 'a b.fq', '--sample', 'a'];
    expect(argv(...odd)).toContain('./reads1-1.fq');
    expect(steps(odd)[0]?.pipeline[0]).toEqual(['ln', '-s', './inputs/a b.fq', './reads1-1.fq']);
  });

  it('has every parameter, and extra arguments at its end', () => {
    const words = argv(
      ...PAIR,
      ...['--max-multimaps', '20', '--max-mismatches', '5', '--min-intron', '30'],
      ...['--max-intron', '1000', '--max-mates-gap', '2000', '--min-overhang', '8'],
      ...['--min-known-overhang', '1', '--clip-start', '2', '--clip-end', '4'],
      ...['--min-score-share', '0.3', '--min-match-share', '0.4', '--filter-by-splices'],
      ...['--two-pass', '--strand-field', '--attributes', 'All', '--no-keep-unmapped'],
      ...['--extra-args', '--chimSegmentMin "12"'],
    );
    expect(words.slice(words.indexOf('--outFilterMultimapNmax'))).toEqual([
      ...['--outFilterMultimapNmax', '20', '--outFilterMismatchNmax', '5'],
      ...['--alignIntronMin', '30', '--alignIntronMax', '1000', '--alignMatesGapMax', '2000'],
      ...['--alignSJoverhangMin', '8', '--alignSJDBoverhangMin', '1', '--clip5pNbases', '2'],
      ...['--clip3pNbases', '4', '--outFilterScoreMinOverLread', '0.3'],
      ...['--outFilterMatchNminOverLread', '0.4', '--outFilterType', 'BySJout'],
      ...['--twopassMode', 'Basic', '--outSAMstrandField', 'intronMotif'],
      ...['--outSAMattributes', 'All', '--chimSegmentMin', '12'],
    ]);
  });

  it('refuses a directory without a whole index', () => {
    expect(() => steps(PAIR, [])).toThrow('holds no index of star-genome');
    expect(() => steps(PAIR, INDEX.slice(1))).toThrow('an index without its files Genome');
  });
});

describe('the command of star-genome', () => {
  const commands = (...options: string[]) =>
    commandOf(genome, options).map(({ pipeline }) => pipeline[0]);
  const GENERATE = [
    ...['STAR', '--runThreadN', '2', '--outFileNamePrefix', './star/', '--outTmpDir'],
    ...['./tmp/star', '--runMode', 'genomeGenerate', '--genomeDir', './star-index'],
  ];

  it('makes an index of a genome alone, without STAR’s log and its command', () => {
    const [, make, generate, remove, edit, move] = commands('--reference', 'g.fa');
    expect(make).toEqual(['mkdir', './star-index']);
    expect(generate).toEqual([
      ...[...GENERATE, '--genomeFastaFiles', './inputs/g.fa'],
      ...['--parametersFiles', './genome-size.txt', '--limitGenomeGenerateRAM', '1073741824'],
      ...['--genomeSAsparseD', '1'],
    ]);
    expect(remove).toEqual(['rm', '-rf', './star-index/Log.out']);
    expect(edit?.at(-1)).toBe('./star-index/genomeParameters.txt');
    expect(move?.slice(0, 2)).toEqual(['find', './star-index']);
  });

  it('has every parameter, and decompresses both files', () => {
    const [fasta, genes, , , generate] = commands(
      ...['--reference', 'g.fa.gz', '--annotation', 'g.gff3.gz', '--overhang', '149'],
      ...['--transcript-tag', 'Parent', '--gene-tag', 'gene', '--sa-sparse', '2'],
      ...['--extra-args', '--sjdbGTFchrPrefix chr'],
    );
    expect([fasta?.at(-1), genes?.at(-1)]).toEqual(['./inputs/g.fa.gz', './inputs/g.gff3.gz']);
    expect(generate?.slice(GENERATE.length)).toEqual([
      ...['--genomeFastaFiles', './reference.fa', '--parametersFiles', './genome-size.txt'],
      ...['--limitGenomeGenerateRAM', '1073741824', '--genomeSAsparseD', '2'],
      ...['--sjdbGTFfile', './annotation.gff3', '--sjdbOverhang', '149'],
      ...['--sjdbGTFtagExonParentTranscript', 'Parent', '--sjdbGTFtagExonParentGene', 'gene'],
      ...['--sjdbGTFchrPrefix', 'chr'],
    ]);
  });

  it('refuses what is for an annotation without one', () => {
    expect(() => commands('--reference', 'g.fa', '--overhang', '9')).toThrow(
      '--overhang is for an annotation',
    );
  });

  it.each([
    ['a human genome', [3_000_000_000], { genomeSAindexNbases: 14, genomeChrBinNbits: 18 }],
    ['a small genome', [1200], { genomeSAindexNbases: 4, genomeChrBinNbits: 18 }],
    ['one base', [1], { genomeSAindexNbases: 1, genomeChrBinNbits: 18 }],
    [
      'a genome of many sequences',
      Array.from({ length: 10_000 }, () => 4096),
      { genomeSAindexNbases: 11, genomeChrBinNbits: 12 },
    ],
  ])('has the sizes that STAR’s manual advises for %s', (_, lengths, expected) => {
    expect(genomeParameters(lengths.map((bases) => ({ bases })))).toEqual(expected);
  });
});
