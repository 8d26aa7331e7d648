import { JobError, type StagedDirectory } from '@joblayer/job-runtime';
import { basename, dirname } from 'node:path';

/** The file that every snpEff database has. */
export const PREDICTOR = 'snpEffectPredictor.bin';
/**
 * The configuration with codon tables, and with the mitochondrial ones of the genomes that snpEff
 * distributes.
 */
export const DEFAULT_CONFIG = '/etc/snpeff/snpEff.config';
/** Names that a line of snpEff's configuration can have. */
export const GENOME_NAME = /^[\w.+-]+$/;

export interface Database {
  readonly genome: string;
  /** The directory of snpEffectPredictor.bin. */
  readonly path: string;
}

/**
 * Finds the database of a genome in a directory: the directory itself (`GRCh38.105/`), or a
 * subdirectory at any level, as in the data directory of snpEff's own download.
 *
 * @param name the genome to find; without it, the only one
 * @throws JobError `bad-data` if there is none, or several to choose from
 */
export function findDatabase(directory: StagedDirectory, name?: string): Database {
  const { path, files } = directory;
  const found = files
    .filter((file) => basename(file) === PREDICTOR)
    .map((file) => dirname(file))
    .map((below) =>
      below === '.'
        ? // A given name is the genome's, even if the staged directory has another name.
          { genome: name ?? directory.name, below }
        : { genome: basename(below), below },
    );
  const [database, ...others] = found.filter(({ genome }) => name === undefined || genome === name);
  const held = found.map(({ genome }) => genome).join(', ');
  if (!database) {
    throw noDatabase(
      found.length === 0
        ? `the directory given with --database holds no ${PREDICTOR}`
        : `the directory given with --database has no database of ${String(name)}, only of ${held}`,
      found.length === 0
        ? 'Expected a database made by "snpEff download" or snpeff-build.'
        : 'Give one of these with --genome.',
    );
  }
  if (others.length > 0) {
    throw noDatabase(
      `the directory given with --database holds ${found.length} databases: ${held}`,
      'Choose one with --genome, or give its directory.',
    );
  }
  if (!GENOME_NAME.test(database.genome)) {
    throw noDatabase(
      `"${database.genome}", the name of the directory given with --database, cannot be a genome's name`,
      'Give the name with --genome, such as GRCh38.105.',
    );
  }
  return {
    genome: database.genome,
    path: database.below === '.' ? path : `${path}/${database.below}`,
  };
}

const noDatabase = (problem: string, advice: string): JobError =>
  new JobError({ code: 'bad-data', problem, advice });
