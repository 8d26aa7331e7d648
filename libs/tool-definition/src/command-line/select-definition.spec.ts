import { fixtureTool } from '../testing/fixture-tool.ts';
import { selectDefinition } from './select-definition.ts';

const tool = fixtureTool();
const build = { ...tool, name: 'fixture-build' };

describe('a command line of an image with several definitions', () => {
  it.each([
    [['fixture-build', '--reads', 'x'], 'fixture-build', ['--reads', 'x']],
    [['--reads', 'fixture-build'], 'fixture', ['--reads', 'fixture-build']],
    [['fixture', '--reads', 'x'], 'fixture', ['--reads', 'x']],
    [[], 'fixture', []],
  ])('selects a definition by its first word: %j selects %s', (words, name, own) => {
    const { definition: selected, argv } = selectDefinition([tool, build], words);
    expect([selected.name, argv]).toEqual([name, own]);
  });
});
