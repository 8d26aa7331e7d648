import { defineProblems } from '@joblayer/problem';

/** Problems of sheets whose rows run on this machine. */
export const localProblem = defineProblems({
  'work-directory-absent': ({
    run,
    directory,
    detail,
  }: {
    run: string;
    directory: string;
    detail: string;
  }) =>
    `The run ${run} was begun in ${directory}, from which its relative paths start, and that directory cannot be entered: ${detail}. Make it available, or run the sheet again from another directory.`,
  'option-elsewhere': ({ option, needs }: { option: string; needs: string }) =>
    `--${option} has an effect with ${needs} only. Leave it out.`,
  'print-of-sheet': () =>
    '--print shows the command of one job. List the jobs of a sheet with --dry-run.',
});
