import { workspaceRoot } from '@joblayer/local-cloud';
import { parseCase, type ToolCase } from '@joblayer/tool-case';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A definition's case, and its package. */
export interface DefinitionCase {
  /** The name of the package and its image. */
  readonly image: string;
  readonly definition: string;
  readonly toolCase: ToolCase;
}

/** The cases of all definitions in the workspace. */
export function definitionCases(): DefinitionCase[] {
  const files = globSync('packages/*/test/*.case.json', { cwd: workspaceRoot }).toSorted();
  return files.map((file) => {
    const toolCase = parseCase(readFileSync(path.join(workspaceRoot, file), 'utf8'), file);
    const image = path.basename(path.dirname(path.dirname(file)));
    return { image, definition: toolCase.definition, toolCase };
  });
}
