import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SKIPPED_RULES } from './engines/galaxy/index.ts';
import { nextflowProgram } from './engines/nextflow.ts';
import { validate } from './engines/validate.ts';
import { type Exported, writeExport } from './engines/write-export.ts';
import { pythonBin } from './setup/python.ts';
import type { Format } from '@joblayer/descriptors';
import type { Argv } from '@joblayer/subprocess';

/** An engine's own validator, which reads all descriptors of its format at once. */
interface Validator {
  readonly format: Format;
  /** @param names the definitions' names */
  command(names: readonly string[], directory: string): Promise<Argv>;
}

/** One process for all documents, because cwltool needs a second to start. */
const VALIDATE_CWL = `
import sys
from cwltool.main import main
sys.exit(max(main(["--validate", "--quiet", file]) for file in sys.argv[1:]))
`;

/** By the engine's name. */
const VALIDATORS: Readonly<Record<string, Validator>> = {
  cwltool: {
    format: 'cwl',
    command: async (names) => [
      ...([path.join(await pythonBin('workflow'), 'python'), '-c', VALIDATE_CWL] as const),
      ...names.map((name) => `${name}.cwl`),
    ],
  },
  miniwdl: {
    format: 'wdl',
    command: async (names) => [
      ...([path.join(await pythonBin('workflow'), 'miniwdl'), 'check', '--strict'] as const),
      ...names.map((name) => `${name}.wdl`),
    ],
  },
  nextflow: {
    format: 'nextflow',
    command: async () => [...(await nextflowProgram()), 'lint', 'modules'],
  },
  snakemake: {
    format: 'snakemake',
    async command(names, directory) {
      const includes = names.map((name) => `include: "${name}.smk"\n`);
      await writeFile(path.join(directory, 'Snakefile'), includes.join(''));
      return [path.join(await pythonBin('workflow'), 'snakemake'), '--lint'];
    },
  },
  galaxy: {
    format: 'galaxy',
    command: async (names) => [
      ...([path.join(await pythonBin('galaxy'), 'planemo'), 'lint'] as const),
      ...['--skip', SKIPPED_RULES, '--fail_level', 'warn', ...names.map((name) => `${name}.xml`)],
    ],
  },
};

/**
 * Exports all definitions in the format of an engine, and has its validator check them. Returns
 * false for an engine without a validator.
 *
 * @throws ValidationError
 */
export async function validateAll(
  engine: string,
  exported: readonly Exported[],
  directory: string,
  signal: AbortSignal,
): Promise<boolean> {
  const validator = VALIDATORS[engine];
  if (!validator) return false;
  await writeExport(validator.format, exported, directory);
  const names = exported.map(({ definition }) => definition.name);
  const home = { HOME: path.join(directory, 'home'), XDG_CACHE_HOME: path.join(directory, 'home') };
  const env = { ...home, NXF_OFFLINE: 'true', NXF_HOME: path.join(directory, 'home') };
  const argv = await validator.command(names, directory);
  await validate(argv, { cwd: directory, env, signal });
  return true;
}
