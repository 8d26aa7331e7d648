import { loweredGrant } from '../../plan/described.ts';
import type { EngineJob } from '../../plan/job.ts';

/** The process of a definition (libs/descriptors/src/nextflow). */
export const processOf = (name: string): string => name.replaceAll('-', '_').toUpperCase();

/** One workflow with the cases of all jobs. */
export const workflow = (jobs: readonly EngineJob[]): string =>
  [
    ...jobs.map(
      ({ definition: { name } }) => `include { CASE_${processOf(name)} } from './${name}.case.nf'`,
    ),
    '',
    'workflow {',
    ...jobs.map(({ definition: { name } }) => `    CASE_${processOf(name)}()`),
    '}',
    '',
  ].join('\n');

/** The cases need less than their definitions ask for, so the machine counts as larger than it is. */
export const configuration = (jobs: readonly EngineJob[]): string =>
  [
    ...jobs.map(({ definition: { name } }) => `includeConfig '${name}.case.config'`),
    ...jobs.flatMap(({ definition }) => {
      const grant = loweredGrant(definition);
      const selector = `withName: '${processOf(definition.name)}'`;
      return grant
        ? [`process { ${selector} { cpus = ${grant.cpus}; memory = '${grant.memoryMiB} MB' } }`]
        : [];
    }),
    "executor { cpus = 64; memory = '256 GB' }",
    "process { publishDir = [path: { \"published/${task.process.tokenize(':').last()}\" }, mode: 'copy'] }",
    '',
  ].join('\n');
