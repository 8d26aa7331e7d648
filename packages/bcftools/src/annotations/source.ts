import type { PrepareContext, StagedFile } from '@joblayer/job-runtime';
import { expectEqualLengths, expectSequencesOf, type Found } from '../several/files.ts';
import { checkIndex } from '../shared/check-index.ts';
import { checkInput } from '../shared/check.ts';
import { linkedWithIndex, type Readable } from '../shared/links.ts';
import { areVariants } from './check-columns.ts';
import { positionsOf } from './columns.ts';
import { layOutTable, preparedTable } from './table.ts';

type Annotations = StagedFile<{ readonly annotationsIndex: string | undefined }>;

/** Checks annotations in VCF or BCF. A table is checked by the step that prepares it. */
export async function layOutAnnotations(
  file: Annotations,
  variants: Found,
  context: Pick<PrepareContext, 'resolve' | 'signal' | 'warn' | 'workDir'>,
): Promise<void> {
  await layOutTable(context);
  if (!areVariants(file)) return;
  const option = '--annotations';
  const checked = await checkInput({ option, file, sorted: true }, context);
  const both = [variants, { ...checked, name: file.name }];
  expectSequencesOf(both, '--variants and --annotations');
  expectEqualLengths(both, '--variants and --annotations');
  const index = file.secondaryFiles.annotationsIndex;
  await checkIndex(option, { file, index }, checked.records, context);
}

/** Annotations with an index, as bcftools reads them. */
export function linkedAnnotations(
  file: Annotations,
  columns: string | undefined,
  context: { readonly workDir: string; readonly cpus: number },
): Readable {
  const index = file.secondaryFiles.annotationsIndex;
  if (areVariants(file)) return linkedWithIndex({ file, index }, 'annotations', context);
  const positions = positionsOf(columns ?? '');
  // The hook check refuses such columns before.
  if (columns === undefined || !positions) throw new Error('a table without positions');
  return preparedTable(file, positions, columns, context.workDir);
}
