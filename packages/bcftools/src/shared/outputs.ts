import {
  CSI_FOR_LONG_SEQUENCES,
  layOutFile,
  type Layout,
  readableByHtslib,
} from '@joblayer/genome-files';
import type { Step } from '@joblayer/job-runtime';

/**
 * The variants that a definition writes, and their index.
 *
 * @param description the variants, without their format
 * @param stem the default name without its ending: `{variants.stem}.view`
 */
export const variantOutputs = (description: string, stem: string) =>
  ({
    vcf: {
      kind: 'file',
      description: `${description}, as bgzipped VCF; as plain text or BCF if the name ends in .vcf or .bcf`,
      defaultName: `${stem}.vcf.gz`,
    },
    tbi: {
      kind: 'file',
      required: false,
      description: 'Its index; for a BCF, and for sequences longer than 512 Mb, give a .csi',
      defaultName: `${stem}.vcf.gz.tbi`,
      beside: {
        ...{ output: 'vcf', suffix: '.tbi' },
        alternatives: [CSI_FOR_LONG_SEQUENCES],
        notFor: {
          suffix: '.vcf',
          because: 'it is plain text, which has no index',
          advice: 'give --vcf a name that ends in .vcf.gz',
        },
      },
    },
  }) as const;

/** The paths of these outputs in a job. */
export interface VariantPaths {
  readonly vcf: string;
  readonly tbi: string | undefined;
}

const isBcf = (path: string): boolean => /\.bcf$/i.test(path);

/** The path of the index to write. A TBI cannot index BCF. */
export const indexOf = ({ vcf, tbi }: VariantPaths): string | undefined =>
  tbi !== undefined && isBcf(vcf) && !tbi.endsWith('.csi') ? undefined : tbi;

/** The format of the variants, as options of bcftools. */
export const formatOf = ({ vcf }: VariantPaths): readonly string[] => [
  '-O',
  isBcf(vcf) ? 'b' : /\.vcf$/i.test(vcf) ? 'v' : 'z',
];

const NO_RECORDS = 'no-records.awk';
const PROGRAM = `
!/^#/ { found = 1 }
END { if (!found) print "warning: the variants that were written hold no records" > "/dev/stderr" }`;

export const layOutOutputs = (layout: Layout): Promise<void> =>
  layOutFile(layout, NO_RECORDS, PROGRAM);

/** The steps after the variants were written: their index, and a warning if there are none. */
export function afterWriting(
  outputs: VariantPaths,
  { workDir, cpus }: { readonly workDir: string; readonly cpus: number },
): readonly Step[] {
  const { path, steps } = readableByHtslib(outputs.vcf, workDir);
  const index = indexOf(outputs);
  const kind = index?.endsWith('.csi') ? '-c' : '-t';
  const indexing = ['bcftools', 'index', '--threads', String(cpus - 1), kind, '-o'] as const;
  return [
    ...steps,
    ...(index === undefined ? [] : [{ pipeline: [[...indexing, index, path]] } as const]),
    {
      pipeline: [
        ['bcftools', 'head', '-n', '1', path],
        ['awk', '-f', `${workDir}/${NO_RECORDS}`],
      ],
    },
  ];
}
