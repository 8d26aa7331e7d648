import { fileFormatOf } from '@joblayer/descriptors';
import { type Term, uniqueTerms } from './term.ts';

/** The names of EDAM 1.25: http://edamontology.org/EDAM_1.25.owl */
const NAMES: Readonly<Record<string, string>> = {
  format_1929: 'FASTA',
  format_1930: 'FASTQ',
  format_1936: 'GenBank format',
  format_1975: 'GFF3',
  format_2305: 'GFF',
  format_2306: 'GTF',
  format_2330: 'Textual format',
  format_2331: 'HTML',
  format_2572: 'BAM',
  format_2573: 'SAM',
  format_3003: 'BED',
  format_3016: 'VCF',
  format_3020: 'BCF',
  format_3327: 'BAI',
  format_3462: 'CRAM',
  format_3464: 'JSON',
  format_3475: 'TSV',
  format_3583: 'bedgraph',
  format_3700: 'Tabix index file format',
  format_3752: 'CSV',
  format_3981: 'TAR format',
  format_3989: 'GZIP format',
};

/**
 * The formats of files with such names, as EDAM names them. Formats that EDAM lacks are left out.
 *
 * @param names names or endings of names: `.fastq.gz`
 */
export const formatsOf = (names: readonly string[]): readonly Term[] =>
  uniqueTerms(
    names.flatMap((name) => {
      const format = fileFormatOf(name);
      if (format?.edam === undefined) return [];
      return [{ id: format.edam, name: NAMES[format.edam] ?? shortName(format.suffixes) }];
    }),
  );

const shortName = ([suffix = '']: readonly string[]): string =>
  suffix.replace(/^\./, '').toUpperCase();
