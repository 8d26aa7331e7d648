import { identifierOf } from '../step/identifiers.ts';
import type { InputPort, Step } from '../step/step.ts';

/** Names that Galaxy or Cheetah give a meaning in a tool's command, and one of every tool here. */
export const RESERVED: readonly string[] = [
  'False None True and as assert async await break class continue def del elif else except finally for from global if',
  'import in is lambda nonlocal not or pass raise return try while with yield',
  'app chromInfo dbkey extra_args input_dbkey input name on_string output output_dir self tool user',
].flatMap((line) => line.split(' '));

/** The name of the input for a tar archive, where an input may be a file or a directory. */
export const archiveOf = ({ id }: Pick<InputPort, 'id'>): string => `${id}_archive`;

/** The names of those inputs, which no other port may have. */
export const archivesOf = ({ inputs }: Step): readonly string[] =>
  inputs.map(({ id }) => archiveOf({ id: identifierOf(id) }));
