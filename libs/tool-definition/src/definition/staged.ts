import type { InputDefinition } from './inputs.ts';

/** A staged file. The command gets it. `stem` is its name without the suffix that the definition allows. */
export interface StagedFile<C = Readonly<Record<string, string | undefined>>> {
  readonly type: 'file';
  readonly path: string;
  readonly name: string;
  readonly stem: string;
  /**
   * Differs for files of one name, and is part of their paths. Undefined if no other file of the job has this name. A
   * definition that links files by their names needs it.
   */
  readonly directory?: string | undefined;
  /** The paths of its secondary files, by their names in the definition. An optional one may be absent. */
  readonly secondaryFiles: C;
}

/** A staged directory. `files` holds the paths of its files, relative to it, sorted. */
export interface StagedDirectory {
  readonly type: 'directory';
  readonly path: string;
  readonly name: string;
  readonly stem: string;
  readonly files: readonly string[];
}

type StagedSecondaryFiles<D extends InputDefinition> = D extends {
  readonly secondaryFiles: infer C;
}
  ? {
      readonly [K in keyof C]: C[K] extends { readonly required: false }
        ? string | undefined
        : string;
    }
  : Readonly<Record<string, never>>;

type StagedKind<D extends InputDefinition> = D['kind'] extends 'file'
  ? StagedFile<StagedSecondaryFiles<D>>
  : D['kind'] extends 'directory'
    ? StagedDirectory
    : D['kind'] extends 'files'
      ? readonly StagedFile<StagedSecondaryFiles<D>>[]
      : StagedFile<StagedSecondaryFiles<D>> | StagedDirectory;

/** The type in which a command gets an input. */
export type Staged<D extends InputDefinition> = D extends { readonly required: false }
  ? StagedKind<D> | undefined
  : StagedKind<D>;
