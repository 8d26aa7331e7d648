import { describeTool } from '@joblayer/tool-definition';
import { fixtureManifest, pairedTool } from '@joblayer/tool-definition/testing';
import type { ToolCase } from '@joblayer/tool-case';
import { caseWithout, expectedOf, findAbsentOutput } from './absent-output.ts';

const description = describeTool([pairedTool()], fixtureManifest);
const name = description.definitions[0]?.name ?? '';
const toolCase = (job: object) =>
  ({ job, differs: [], expect: { trimmed2: { lines: ['x'] } } }) as unknown as ToolCase;
const pair = toolCase({ reads1: 'a.fq', reads2: 'b.fq' });

describe('the job that leaves an output out', () => {
  it('is a case whose optional input decides whether the output is made', () => {
    expect(findAbsentOutput([{ name, description, toolCase: pair }])).toEqual({
      ...{ name, without: 'reads2' },
    });
  });

  it('is not a case that lacks the input already', () => {
    const single = toolCase({ reads1: 'a.fq' });
    expect(findAbsentOutput([{ name, description, toolCase: single }])).toBeUndefined();
  });

  it('has neither the input nor the expectations of the whole case', () => {
    expect(caseWithout(pair, 'reads2')).toMatchObject({ job: { reads1: 'a.fq' }, expect: {} });
  });

  it('expects the first line of each text that does not differ between runs', () => {
    const differs = [{ output: 'text', between: 'runs', reason: 'a date', lines: '^# ' }];
    const expected = expectedOf(
      { ...pair, differs } as ToolCase,
      { text: 'a.txt', image: 'a.png' },
      new Map([
        ['a.txt', Buffer.from('# today\nfirst\n')],
        ['a.png', Buffer.from([0x89, 0, 1])],
      ]),
    );
    expect(expected).toEqual({ text: { contains: ['first'] } });
  });
});
