import * as z from 'zod';
import { fixtureTool } from '../testing/fixture-tool.ts';
import { describeDefinition } from '../description/describe-definition.ts';
import { defineTool } from './define-tool.ts';
import { describeOption } from '../description/describe-option.ts';
import { optionsOf } from '../description/options.ts';

const tool = fixtureTool();

describe('a definition', () => {
  it.each([
    [{ reads: z.string() }, /two options are named --reads/],
    [{ readsIndex: z.string() }, /two options are named --reads-index/],
    [{ noBaq: z.boolean() }, /--no-… switches an option off, so none can be named noBaq/],
  ])('is refused if no one could give one of its parameters: %#', (shape, message) => {
    expect(() => defineTool({ ...tool, params: z.object(shape) })).toThrow(message);
  });

  it('is refused if a relation or a condition names an option that it does not have', () => {
    const relation = { kind: 'requires' as const, when: 'lanes', advice: 'y' };
    const define = (option: string, problem = 'x') =>
      defineTool({ ...tool, relations: [{ ...relation, option, problem }] });
    expect(() => define('pannel')).toThrow(
      'fixture: a relation (requires) refers to the unknown option pannel',
    );
    expect(() => define('panel', '{mod.value}')).toThrow('refers to the unknown option mod');
    expect(define('panel', '{mode.value}').relations).toHaveLength(1);
    const stream = { unlessGiven: ['extraArgz'] };
    expect(() =>
      defineTool({ ...tool, inputs: { reads: { kind: 'file', description: 'Reads', stream } } }),
    ).toThrow('fixture: the streaming of reads refers to the unknown option extraArgz');
  });

  it('is refused if it has a hook and does not state what the hook checks', () => {
    const checkInJob = () => ({});
    expect(() => defineTool({ ...tool, checkInJob })).toThrow('checkedInJob does not say what');
    expect(defineTool({ ...tool, checkInJob, checkedInJob: ['the names'] })).toBeDefined();
  });

  it('is refused if its scratch space is not a size', () => {
    const resources = { ...tool.resources, scratch: { baseMiB: -1, perInputMiB: 0 } };
    expect(() => defineTool({ ...tool, resources })).toThrow('its scratch space is not a size');
  });

  it('is refused if it asks for less memory than its floor', () => {
    const resources = { ...tool.resources, memoryMiB: 1023, minimumMemoryMiB: 1024 };
    expect(() => defineTool({ ...tool, resources })).toThrow(
      'fixture: its memory, 1023 MiB, is below its floor, 1024',
    );
  });

  it('may have a switch that is on by default', () => {
    const params = z.object({ baq: z.boolean().default(true).describe('Adjust qualities') });
    const option = optionsOf(describeDefinition({ ...tool, params })).find(
      ({ flag }) => flag === 'baq',
    );
    expect(option && describeOption(option)).toMatchObject({ type: 'flag', defaultText: 'on' });
  });
});
