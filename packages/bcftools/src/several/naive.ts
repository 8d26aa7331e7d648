import type { StagedFile } from '@joblayer/job-runtime';
import { refused } from '../shared/check.ts';

/** Files are joined without being read: all have the format of the output. */
export function expectFormat(
  files: readonly StagedFile[],
  { vcf }: { readonly vcf: string },
): void {
  const format = ['.bcf', '.vcf.gz'].find((suffix) => vcf.toLowerCase().endsWith(suffix));
  const other = files.find(({ name }) => !name.toLowerCase().endsWith(format ?? '.vcf.gz'));
  if (format !== undefined && other === undefined) return;
  throw refused(
    other
      ? `--naive joins files of the output’s format, and ${other.name}, given with --variants, has another`
      : '--naive joins compressed files, but the name given with --vcf promises another format than those of --variants',
    'Give only .vcf.gz for a .vcf.gz, or only .bcf for a .bcf; or leave --naive out.',
  );
}
