import type { CatalogueDefinition, CataloguePackage } from '../read/catalogue.ts';
import { caseOptions } from './case-options.ts';
import type { Command } from './command.ts';
import { engineCommands } from './engine-commands.ts';
import { runnerCommands } from './runner-commands.ts';

/** The commands that run a definition on the files of its case. Empty where it has no case. */
export function commandsOf(
  pkg: CataloguePackage,
  definition: CatalogueDefinition,
): readonly Command[] {
  if (!definition.toolCase) return [];
  const options = caseOptions(definition.described, definition.toolCase);
  return [...runnerCommands(pkg, definition, options), ...engineCommands(pkg, definition, options)];
}
