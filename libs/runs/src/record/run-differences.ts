import type { NewRun } from './new-run.ts';
import type { Run } from './open-run.ts';

interface Files {
  readonly jobsFile: string;
  readonly rowsFiles: readonly string[];
}

/**
 * What is different between a run that exists and the one that a user asks for, each as a clause
 * with both. Empty if they are the same run.
 */
export function differencesBetween(
  { record }: Run,
  { on = 'batch', workDir, tool, jobDefinition, queue, sheet }: NewRun,
  { jobsFile, rowsFiles }: Files,
): readonly string[] {
  const differences: string[] = [];
  const compare = (what: string, there: string, now: string) => {
    if (there !== now) differences.push(`${what} is ${there} there, and ${now} here`);
  };
  const shown = ({ name, sha256 }: NewRun['sheet']) => `${name} (sha256 ${sha256.slice(0, 12)})`;
  if (record.sheet.sha256 !== sheet.sha256) compare('the sheet', shown(record.sheet), shown(sheet));
  compare('the tool', record.tool.definition, tool.definition);
  compare('the image', record.tool.image, tool.image);
  compare('the place where it runs', record.on, on);
  if (record.on === on && on !== 'batch')
    compare('the working directory', String(record.workDir), String(workDir));
  if (on === 'batch') compare('the job definition', record.jobDefinition, jobDefinition);
  if (on === 'batch') compare('the queue', record.queue, queue);
  const rowsThere = record.chunks.map(({ rowsFile }) => rowsFile).join(' ');
  const isSame = rowsThere === rowsFiles.join(' ') && record.jobsFile === jobsFile;
  if (differences.length === 0 && !isSame)
    differences.push('the jobs have other arguments there than here');
  return differences;
}
