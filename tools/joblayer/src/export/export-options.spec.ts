import { exitCodeOf } from '../exit-codes-of-problems.ts';
import { exportRequest, type GivenExportOptions } from './export-options.ts';

const request = (given: Partial<GivenExportOptions>) =>
  exportRequest({ all: false, trs: false, ...given });

describe('the options of joblayer export', () => {
  it.each([
    [
      { tool: 'x', format: 'cwl' },
      { kind: 'tool', tool: 'x', format: 'cwl', out: 'joblayer-cwl' },
    ],
    [{ all: true }, { kind: 'tree', format: undefined, out: 'joblayer-tools' }],
    [
      { all: true, format: 'wdl', out: 'o' },
      { kind: 'tree', format: 'wdl', out: 'o' },
    ],
    [
      { all: true, trs: true, baseUrl: 'https://t.example.org/x/' },
      { kind: 'registry', baseUrl: 'https://t.example.org/x', out: 'joblayer-trs' },
    ],
  ])('%j mean %j', (given, meant) => expect(request(given)).toEqual(meant));

  it.each<[string, Partial<GivenExportOptions>, RegExp]>([
    ['no tool', { format: 'cwl' }, /^No tool was named\. Give a tool/],
    ['no format', { tool: 'x' }, /^No format was given\. Add --format cwl\|wdl\|/],
    ['an unknown format', { tool: 'x', format: 'cwll' }, /Did you mean cwl\?/],
    ['a tool and --all', { tool: 'x', all: true }, /^Both the tool "x" and --all/],
    ['--trs without --all', { tool: 'x', format: 'cwl', trs: true }, /^--trs has no effect/],
    ['a format of a registry', { all: true, trs: true, format: 'cwl' }, /^--format has no/],
    ['an address without --trs', { all: true, baseUrl: 'http://x' }, /^--base-url has no effect/],
    ['no address', { all: true, trs: true, baseUrl: 'x' }, /^--base-url "x" is no address/],
    ['a file as address', { all: true, trs: true, baseUrl: 'file:///x' }, /is no address/],
  ])('with %s are refused, exit code 64', (_, given, message) => {
    let refusal: unknown;
    try {
      request(given);
    } catch (error) {
      refusal = error;
    }
    expect((refusal as Error).message).toMatch(message);
    expect(exitCodeOf(refusal)).toBe(64);
  });
});
