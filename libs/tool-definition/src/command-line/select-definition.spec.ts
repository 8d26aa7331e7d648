import { fixtureTool } from '../testing/fixture-tool.ts';
import { selectDefinition } from './select-definition.ts';

const tool = fixtureTool();
const build = { ...tool, name: 'fixture-build' };

describe('of the definitions of an image', () => {
  it.each([
    [['fixture-build', '--reads', 'x'], 'fixture-build', ['--reads', 'x']],
    [['--reads', 'fixture-build'], 'fixture', ['--reads', 'fixture-build']],
    [['fixture', '--reads', 'x'], 'fixture', ['fixture', '--reads', 'x']],
    [[], 'fixture', []],
  ])('%j means %s', (words, name, own) => {
    const { definition: selected, argv } = selectDefinition([tool, build], words);
    expect([selected.name, argv]).toEqual([name, own]);
  });
});
