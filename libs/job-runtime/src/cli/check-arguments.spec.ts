import type { AnyTool } from '@joblayer/tool-definition';
import { usageError } from '../job/errors.ts';
import { fixtureTool } from '../testing/fixture-tool.ts';
import { checkArguments } from './check-arguments.ts';

const plain = fixtureTool();
const tool: AnyTool = {
  ...plain,
  // More than any test host has.
  resources: { ...plain.resources, minimumMemoryMiB: 1024 ** 3 },
  checkInJob: ({ extraArgs }: { extraArgs: readonly string[] }) => {
    if (extraArgs.includes('-o')) throw usageError('-o is not to be given');
    return {};
  },
};
const GOOD = ['--reads', 's3://bkt/a.fq', '--output-dir', 's3://bkt/out/'];

describe('arguments that are checked before a job is submitted', () => {
  it('are refused if they name less memory than the tool needs', () => {
    expect(checkArguments(tool, [...GOOD, '--memory', '8'])).toBe(
      'fixture needs at least 1073741824 MiB of memory, and --memory-mib or --memory gives it 8192 MiB. Give --memory-mib 1073741824 or more, in a container that has as much.',
    );
  });

  it('are not compared with the memory of the submitting host', () => {
    expect(checkArguments(tool, GOOD)).toBeUndefined();
  });

  it('are refused if the definition refuses them', () => {
    expect(checkArguments(tool, [...GOOD, '--extra-args', '-o /x'])).toBe('-o is not to be given.');
  });
});
