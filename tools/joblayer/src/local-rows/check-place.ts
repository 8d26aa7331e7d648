import { localProblem } from './problems.ts';

const FOR_BATCH = ['jobDefinition', 'after', 'tag', 'attempts', 'share', 'priority'];
const FOR_SHEETS_HERE = ['jobs', 'run', 'sheetFormat', 'mergeLanes'];
const HERE_ONLY = ['jobs', 'network', 'print'];

/**
 * Refuses options that would have no effect where the jobs run.
 *
 * @throws ProblemError `option-elsewhere`, `print-of-sheet`
 */
export function checkPlace(given: Readonly<Record<string, unknown>>): void {
  const isGiven = (name: string) => given[name] !== undefined && given[name] !== false;
  const refuse = (names: readonly string[], needs: string) => {
    const option = names.find(isGiven);
    if (option === undefined) return;
    const flag = option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw localProblem({ code: 'option-elsewhere', option: flag, needs });
  };
  if (given['on'] === 'batch') return refuse(HERE_ONLY, '--on docker or --on podman');
  refuse(FOR_BATCH, '--on batch');
  if (given['sheet'] === undefined && given['afterSucceeded'] === undefined)
    return refuse(FOR_SHEETS_HERE, '--sheet');
  if (given['print'] === true) throw localProblem({ code: 'print-of-sheet' });
}
