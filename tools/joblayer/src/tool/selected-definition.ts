import {
  type DefinitionDescription,
  selectDefinition,
  type ToolDescription,
} from '@joblayer/tool-definition';
import type { Settings } from '../config/settings.ts';

/** What the words of a command line after `--` select and give. */
export interface SelectedDefinition {
  readonly definition: DefinitionDescription;
  /** The word that selects the definition; none for the image's default. */
  readonly command: readonly string[];
  /** The options that all rows of a sheet share, with the directory of outputs of the settings. */
  readonly constants: readonly string[];
}

export function selectedDefinition(
  { definitions }: ToolDescription,
  toolArguments: readonly string[],
  { outputDir }: Settings,
): SelectedDefinition {
  const all = definitions as [DefinitionDescription, ...DefinitionDescription[]];
  const { definition, argv } = selectDefinition(all, toolArguments);
  const command = toolArguments.slice(0, toolArguments.length - argv.length);
  const isGiven = argv.some((word) => /^--output-dir(?:=|$)/.test(word));
  const added = isGiven || outputDir === undefined ? [] : ['--output-dir', outputDir.value];
  return { definition, command, constants: [...argv, ...added] };
}
