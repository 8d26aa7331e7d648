import { JobError, type StagedDirectory } from '@joblayer/job-runtime';
import { basename, dirname } from 'node:path';

/** The one file that every database of snpEff has. */
export const PREDICTOR = 'snpEffectPredictor.bin';
/** Codon tables, and which of them the mitochondria have of the genomes that snpEff distributes. */
export const DEFAULT_CONFIG = '/etc/snpeff/snpEff.config';
/** Names that can stand in a line of snpEff's configuration. */
export const GENOME_NAME = /^[\w.+-]+$/;

export interface Database {
  readonly genome: string;
  /** The directory of snpEffectPredictor.bin. */
  readonly path: string;
}

/**
 * Finds the database of a genome in a directory: there itself, as `GRCh38.105/`, or one level or more below it, as in
 * the data directory that snpEff's own download fills.
 *
 * @param name which genome it is to be; without it, the only one there is
 * @throws JobError `bad-data` when there is none, or more than one to choose from
 */
export function findDatabase(directory: StagedDirectory, name?: string): Database {
  const { path, files } = directory;
  const found = files
    .filter((file) => basename(file) === PREDICTOR)
    .map((file) => dirname(file))
    .map((below) =>
      below === '.'
        ? // Whatever the directory is called here, a name that is given is the genome's.
          { genome: name ?? directory.name, below }
        : { genome: basename(below), below },
    );
  const [database, ...others] = found.filter(({ genome }) => name === undefined || genome === name);
  const held = found.map(({ genome }) => genome).join(', ');
  if (!database) {
    throw noDatabase(
      found.length === 0
        ? `the directory given with --database holds no ${PREDICTOR}`
        : `the directory given with --database holds no database of ${String(name)}, but of ${held}`,
      found.length === 0
        ? 'Expected a database as "snpEff download" or snpeff-build makes it.'
        : 'Give one of these with --genome.',
    );
  }
  if (others.length > 0) {
    throw noDatabase(
      `the directory given with --database holds ${found.length} databases: ${held}`,
      'Give one of these with --genome, or the directory of one.',
    );
  }
  if (!GENOME_NAME.test(database.genome)) {
    throw noDatabase(
      `"${database.genome}", the name of the directory given with --database, cannot be a genome's`,
      'Give the name with --genome, as GRCh38.105.',
    );
  }
  return {
    genome: database.genome,
    path: database.below === '.' ? path : `${path}/${database.below}`,
  };
}

const noDatabase = (problem: string, advice: string): JobError =>
  new JobError({ code: 'bad-data', problem, advice });
