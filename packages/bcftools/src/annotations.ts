import type { StagedFile, Step } from '@joblayer/job-runtime';
import { checkNames, threads, type Stage } from './variants.ts';

/** Variants, or text with tabs. A file of variants in plain text is converted, as bcftools reads them by their index. */
export const ANNOTATION_SUFFIXES = [
  ...['.vcf.gz', '.vcf', '.bcf', '.bed.gz', '.bed'],
  ...['.tsv.gz', '.tsv', '.tab.gz', '.tab'],
];

interface Request {
  readonly annotations: StagedFile;
  /** The value of --columns. */
  readonly columns?: string | undefined;
  readonly vcf: StagedFile;
  readonly cpus: number;
  readonly workDir: string;
}

export interface Annotations {
  readonly path: string;
  /** Whether bcftools reads both files by their indexes. */
  readonly areVariants: boolean;
  readonly steps: readonly Step[];
}

/** The annotations in the form that bcftools reads, of at least one sequence of the variants. */
export function annotationsFor(request: Request): Annotations {
  const { annotations, vcf, workDir } = request;
  const [kind = ''] = /\.(vcf\.gz|vcf|bcf|bed|tsv|tab)(?=(\.gz)?$)/i.exec(annotations.name) ?? [];
  if (/^\.(vcf|bcf)/i.test(kind)) return variantsFor(request);
  const check = checkNames(vcf.path, { option: '--annotations', file: annotations, workDir });
  const columns = (request.columns ?? '').split(',');
  const [sequence, position] = ['CHROM', 'POS'].map((name) => columns.indexOf(name) + 1);
  if (!sequence || !position) return { path: annotations.path, areVariants: false, steps: check };
  const path = `${workDir}/annotations.tsv.gz`;
  const byPosition = [...['-k', `${sequence},${sequence}`], ...['-k', `${position},${position}n`]];
  const [s, p] = [String(sequence), String(position)];
  return {
    path,
    areVariants: false,
    steps: [
      ...check,
      {
        pipeline: [
          ['gzip', '--decompress', '--stdout', '--force', '--', annotations.path],
          ['sed', '/^#/d'],
          ['sort', '-s', '-t', '\t', ...byPosition],
          ['bgzip', '--stdout'],
        ],
        stdoutTo: path,
      },
      { pipeline: [['tabix', '-s', s, '-b', p, '-e', p, path]] },
    ],
  };
}

function variantsFor({ annotations, vcf, cpus, workDir }: Request): Annotations {
  const isText = /\.vcf$/i.test(annotations.name);
  const path = `${workDir}/annotations.${isText ? 'bcf' : 'vcf.gz'}`;
  const convert: Stage = ['bcftools', 'view', '--no-version', '-O', 'b', annotations.path];
  const names = `${workDir}/annotation-names.tsv`;
  const file = { ...annotations, path: names };
  return {
    path,
    areVariants: true,
    steps: [
      isText
        ? { pipeline: [convert], stdoutTo: path }
        : { pipeline: [['ln', '-s', annotations.path, path]] },
      indexOf(path, cpus),
      { pipeline: [['bcftools', 'index', '--stats', path]], stdoutTo: names },
      ...checkNames(vcf.path, { option: '--annotations', file, workDir, mayBeNone: true }),
    ],
  };
}

const indexOf = (path: string, cpus: number): Step => ({
  pipeline: [['bcftools', 'index', ...threads(cpus), '-c', path]],
});
