import type { AnyTool } from '@joblayer/tool-definition';
import { usageError } from '../job/errors.ts';
import { fixtureTool } from '../testing/fixture-tool.ts';
import { checkArguments } from './check-arguments.ts';

const plain = fixtureTool();
const tool: AnyTool = {
  ...plain,
  // More than any host of a test has.
  resources: { ...plain.resources, minimumMemoryMiB: 1024 ** 3 },
  checkInJob: ({ extraArgs }: { extraArgs: readonly string[] }) => {
    if (extraArgs.includes('-o')) throw usageError('-o is not to be given');
    return {};
  },
};
const GOOD = ['--reads', 's3://bkt/a.fq', '--output-dir', 's3://bkt/out/'];

describe('arguments that are checked before a job is submitted', () => {
  it('are refused where they name less memory than the tool works with', () => {
    expect(checkArguments(tool, [...GOOD, '--memory', '8'])).toBe(
      'fixture needs at least 1073741824 MiB of memory, and --memory-mib or --memory gives it 8192 MiB. Give --memory-mib 1073741824 or more, in a container that has as much.',
    );
  });

  it('are not held against the memory of the host that submits', () => {
    expect(checkArguments(tool, GOOD)).toBeUndefined();
  });

  it('are refused where the definition refuses them', () => {
    expect(checkArguments(tool, [...GOOD, '--extra-args', '-o /x'])).toBe('-o is not to be given.');
  });
});
