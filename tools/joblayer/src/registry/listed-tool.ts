import type { ToolDescription } from '@joblayer/tool-definition';

/** A tool as a list shows it. */
export interface ListedTool {
  readonly name: string;
  /** The image that was read: the newest. */
  readonly image: string;
  /** The oldest first. */
  readonly versions: readonly string[];
  /** With its version: `samtools 1.21`. */
  readonly software: readonly string[];
  /** SPDX expressions. */
  readonly licenses: readonly string[];
  readonly summary: string;
}

export function listed(
  name: string,
  image: string,
  versions: readonly string[],
  { toolManifest: { software, alsoContains }, definitions }: ToolDescription,
): ListedTool {
  const all = [software, ...alsoContains];
  return {
    ...{ name, image, versions },
    software: all.map((each) => `${each.name} ${each.version}`),
    licenses: [...new Set(all.map(({ license }) => license))],
    summary: definitions.map(({ summary }) => summary).join('; '),
  };
}

export const matchesWord = ({ name, summary, software }: ListedTool, word: string): boolean =>
  [name, summary, ...software].some((text) => text.toLowerCase().includes(word.toLowerCase()));
