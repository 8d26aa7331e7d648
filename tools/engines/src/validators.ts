import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Engine } from './engines/engine.ts';
import { nextflowProgram } from './engines/nextflow/program.ts';
import { validate } from './engines/validate.ts';
import { type Exported, writeExport } from './engines/write-export.ts';
import { workDirectory } from './locations.ts';
import type { Cell } from './report/matrix.ts';
import { measuredCell } from './report/measured-cell.ts';
import { VALIDATED } from './report/rows.ts';
import { programsOfPython } from './setup/python.ts';
import type { Format } from '@joblayer/descriptors';
import type { Argv } from '@joblayer/subprocess';

/** An engine's own validator, which reads all descriptors of its format at once. */
interface Validator {
  readonly format: Format;
  readonly command: (options: {
    /** The definitions' names. */
    readonly names: readonly string[];
    readonly directory: string;
    /** The programs of the engine's Python environment. */
    readonly bin: string;
  }) => Promise<Argv>;
}

/** Rules of planemo that need a network, or that do not know images by digest. */
const SKIPPED_RULES = 'BioToolsValid,ContainerImageShape';

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
    command: async ({ names, bin }) => [
      ...([path.join(bin, 'python'), '-c', VALIDATE_CWL] as const),
      ...names.map((name) => `${name}.cwl`),
    ],
  },
  miniwdl: {
    format: 'wdl',
    command: async ({ names, bin }) => [
      ...([path.join(bin, 'miniwdl'), 'check', '--strict'] as const),
      ...names.map((name) => `${name}.wdl`),
    ],
  },
  nextflow: {
    format: 'nextflow',
    command: async () => [...(await nextflowProgram()), 'lint', 'modules'],
  },
  snakemake: {
    format: 'snakemake',
    async command({ names, directory, bin }) {
      const includes = names.map((name) => `include: "${name}.smk"\n`);
      await writeFile(path.join(directory, 'Snakefile'), includes.join(''));
      return [path.join(bin, 'snakemake'), '--lint'];
    },
  },
  galaxy: {
    format: 'galaxy',
    command: async ({ names, bin }) => [
      ...([path.join(bin, 'planemo'), 'lint'] as const),
      ...['--skip', SKIPPED_RULES, '--fail_level', 'warn', ...names.map((name) => `${name}.xml`)],
    ],
  },
};

/** The result of the engine's validator. None for an engine without one. */
export async function validated(
  engine: Engine,
  exported: readonly Exported[],
  signal: AbortSignal,
): Promise<Cell[]> {
  const validator = VALIDATORS[engine.name];
  if (!validator) return [];
  return [
    await measuredCell(engine.name, VALIDATED, () =>
      validateAll(engine, validator, exported, signal),
    ),
  ];
}

/**
 * Exports all definitions in the format of an engine, and has its validator check them.
 *
 * @returns no problems
 * @throws ValidationError
 */
async function validateAll(
  engine: Engine,
  { format, command }: Validator,
  exported: readonly Exported[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const directory = path.join(workDirectory, `${engine.name}-validated`);
  await mkdir(directory, { recursive: true });
  await writeExport(format, exported, directory);
  const names = exported.map(({ definition }) => definition.name);
  const home = path.join(directory, 'home');
  const env = { HOME: home, XDG_CACHE_HOME: home, NXF_OFFLINE: 'true', NXF_HOME: home };
  const bin = await programsOfPython(engine);
  await validate(await command({ names, directory, bin }), { cwd: directory, env, signal });
  return [];
}
