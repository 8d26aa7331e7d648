import { cwlRunLine } from './cwl/index.ts';
import { formatOf } from './export.ts';
import type { Format } from './formats.ts';
import { processName } from './nextflow/process.ts';
import { readDescription } from './read-description.ts';
import type { Step } from './step/step.ts';
import { stepsOf } from './step/step-of.ts';
import { wdlRunLine } from './wdl/index.ts';

const LINES: Readonly<Record<Format, (step: Step, directory: string) => string>> = {
  cwl: cwlRunLine,
  wdl: wdlRunLine,
  nextflow: (step, directory) =>
    `nextflow run main.nf -c ${directory}/nextflow.config -profile docker, after in main.nf: include { ${processName(step)} } from '${fromHere(directory)}/modules/${step.name}/main'`,
  snakemake: ({ name }, directory) =>
    `snakemake --snakefile ${directory}/${name}.smk --cores 1 --sdm apptainer FILE, a file that the rule in it makes`,
  galaxy: ({ name }, directory) =>
    `copy ${directory}/${name}.xml into the tools directory of Galaxy, and add <tool file="${name}.xml"/> to tool_conf.xml`,
};

/** Nextflow takes a path for a plugin unless it begins with `/` or `.`. */
const fromHere = (directory: string): string =>
  /^[./]/.test(directory) ? directory : `./${directory}`;

/**
 * How to run what an export made, for people: one line for each definition of the image.
 *
 * @param directory where the files are
 * @throws ProblemError of `problems.ts`
 */
export function runLines(
  format: string,
  description: unknown,
  directory: string,
): readonly string[] {
  const line = LINES[formatOf(format)];
  return stepsOf(readDescription(description), '').map((step) => line(step, directory));
}
