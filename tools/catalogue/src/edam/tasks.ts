import { type Term, uniqueTerms } from './term.ts';

/** Operations of EDAM 1.25 by the tags of tool manifests. The names are EDAM's: http://edamontology.org/EDAM_1.25.owl */
const OPERATIONS: Readonly<Record<string, Term>> = {
  Assembly: { id: 'operation_0525', name: 'Genome assembly' },
  Coverage: { id: 'operation_3230', name: 'Read depth analysis' },
  'De novo assembly': { id: 'operation_0524', name: 'De-novo assembly' },
  Duplicates: { id: 'operation_3219', name: 'Read pre-processing' },
  'File conversion': { id: 'operation_3434', name: 'Conversion' },
  Filtering: { id: 'operation_3695', name: 'Filtering' },
  'Genome assembly': { id: 'operation_0525', name: 'Genome assembly' },
  'Genome arithmetic': { id: 'operation_0256', name: 'Sequence feature comparison' },
  Indexing: { id: 'operation_0227', name: 'Indexing' },
  'Interval overlap': { id: 'operation_0256', name: 'Sequence feature comparison' },
  Intervals: { id: 'operation_0256', name: 'Sequence feature comparison' },
  Mapping: { id: 'operation_3198', name: 'Read mapping' },
  'Quality control': { id: 'operation_3218', name: 'Sequencing quality control' },
  Quantification: { id: 'operation_3800', name: 'RNA-Seq quantification' },
  Report: { id: 'operation_3436', name: 'Aggregation' },
  Sorting: { id: 'operation_3802', name: 'Sorting' },
  Statistics: { id: 'operation_2238', name: 'Statistical calculation' },
  'Structural variation': { id: 'operation_3228', name: 'Structural variation detection' },
  'Structural variants': { id: 'operation_3228', name: 'Structural variation detection' },
  'Transcript assembly': { id: 'operation_3258', name: 'Transcriptome assembly' },
  'Transcriptome assembly': { id: 'operation_3258', name: 'Transcriptome assembly' },
  Trimming: { id: 'operation_3192', name: 'Sequence trimming' },
  'Variant annotation': { id: 'operation_3661', name: 'SNP annotation' },
  'Variant calling': { id: 'operation_3227', name: 'Variant calling' },
  'Variant effects': { id: 'operation_0331', name: 'Variant effect prediction' },
  'Variant filtering': { id: 'operation_3675', name: 'Variant filtering' },
};

/** Tools that align have this tag, and so have tools that read alignments. These have another task as well. */
const UNLESS_OTHERS: Readonly<Record<string, Term>> = {
  Alignment: { id: 'operation_0292', name: 'Sequence alignment' },
};

/** What a tool does, by its tags. Other tags name a field or a kind of data. */
export function tasksOf(tags: readonly string[]): readonly Term[] {
  const termsIn = (table: Readonly<Record<string, Term>>) =>
    uniqueTerms(tags.flatMap((tag) => (Object.hasOwn(table, tag) ? (table[tag] ?? []) : [])));
  const tasks = termsIn(OPERATIONS);
  return tasks.length > 0 ? tasks : termsIn(UNLESS_OTHERS);
}
