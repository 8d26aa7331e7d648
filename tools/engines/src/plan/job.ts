import type { CaseLayout } from '@joblayer/descriptors';
import type { ToolCase } from '@joblayer/tool-case';
import type { Files } from '../files.ts';
import type { Definition } from './definition.ts';

/** A case that an engine runs. */
export interface EngineJob {
  readonly definition: Definition;
  /** The definition's case, or a changed one that must fail. */
  readonly toolCase: ToolCase;
  /** The image by its digest. */
  readonly image: string;
  readonly layout: CaseLayout;
  /** What docker's run made: the outputs that every engine must make. */
  readonly expected: Files;
}

/** The end of a job in an engine. */
export interface Ran {
  /** Of the engine or its process. `undefined` where an engine states only success or failure. */
  readonly exitCode: number | undefined;
  /** What the engine shows to a user, and its logs of the job. */
  readonly log: string;
  /** The outputs by the paths that docker's run gives them. Empty after a failure. */
  readonly files: Files;
}
