import { defineTool, describeTool, type ToolDescription } from '@joblayer/tool-definition';
import { fixtureManifest, fixtureTool } from '@joblayer/tool-definition/testing';
import { exportTool } from '../export.ts';

export const IMAGE = `registry.example.org/joblayer/fixture@sha256:${'0123456789abcdef'.repeat(4)}`;

/** A description as a program reads it from an image: JSON. */
export const asJson = (description: ToolDescription): ToolDescription =>
  JSON.parse(JSON.stringify(description)) as ToolDescription;

/** A tool with an input, output and parameter of each kind. */
export const fixtureDescription = asJson(describeTool([fixtureTool()], fixtureManifest));

const base = fixtureTool();

/** Its outputs: one on request, one with an index of either suffix, and a directory on request. */
export const outputsDescription = asJson(
  describeTool(
    [
      base,
      defineTool({
        ...base,
        name: 'other',
        inspect: () => Promise.resolve({ facts: {} }),
        checkedInJob: ['the text is long'],
        outputs: {
          text: { kind: 'file', description: 'A text', defaultName: '{reads.stem}.txt' },
          index: {
            kind: 'file',
            description: 'Its index',
            defaultName: '{reads.stem}.txt.idx',
            beside: {
              output: 'text',
              suffix: '.idx',
              alternatives: [{ suffix: '.ix2', when: { fact: 'long', because: 'it is long' } }],
            },
          },
          copy: {
            ...{ kind: 'file', required: false, onRequest: true },
            ...{ description: 'A copy', defaultName: '{reads.stem}.copy.gz' },
          },
          plots: {
            ...{ kind: 'directory', required: false, onRequest: true },
            ...{ description: 'Plots', defaultName: '{reads.stem}.plots' },
          },
        },
      }),
    ],
    fixtureManifest,
  ),
);

/** The text of one file of an export. */
export function exported(
  format: string,
  description: unknown,
  path: string,
  options: Partial<Parameters<typeof exportTool>[2]> = {},
): string {
  const files = exportTool(format, description, { image: IMAGE, ...options });
  const file = files.find((each) => each.path === path);
  if (!file) throw new Error(`${path} is not among ${files.map((each) => each.path).join(', ')}.`);
  return file.text;
}
