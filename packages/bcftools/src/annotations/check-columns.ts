import { positionsOf } from './columns.ts';

interface Given {
  readonly params: {
    readonly columns?: string | undefined;
    readonly markSites?: string | undefined;
  };
  readonly inputFiles: Readonly<Record<string, readonly { readonly name: string }[]>>;
}

interface Message {
  readonly problem: string;
  readonly advice: string;
}

/** Whether annotations are VCF or BCF, and no table. */
export const areVariants = ({ name }: { readonly name: string }): boolean =>
  /\.(vcf|vcf\.gz|bcf)$/i.test(name);

const BED = /^CHROM,(FROM|BEG),(TO|END)(,|$)/;

/** What is wrong with the columns of annotations, and what to do. */
export function checkColumns({ params, inputFiles }: Given): Message | undefined {
  const { columns, markSites } = params;
  const [file] = inputFiles['annotations'] ?? [];
  if (!file) return undefined;
  if (columns === undefined && (markSites === undefined || !areVariants(file)))
    return {
      problem: '--annotations was given without --columns',
      advice: 'Give --columns: of VCF as ID,INFO/AF, of a table as CHROM,FROM,TO,INFO/GENE.',
    };
  if (columns === undefined || areVariants(file)) return undefined;
  if (/\.bed(\.gz)?$/i.test(file.name) && !BED.test(columns))
    return {
      problem: '--columns of a BED does not begin with CHROM,FROM,TO',
      advice: 'Give all columns of the file, as CHROM,FROM,TO,INFO/GENE, with - for those to skip.',
    };
  if (positionsOf(columns)) return undefined;
  return {
    problem: '--columns of a table lacks CHROM and POS, or CHROM, FROM and TO',
    advice: 'Give all columns of the file, as CHROM,POS,REF,ALT,INFO/AF, with - for those to skip.',
  };
}
