import { imageDependencies } from './dependencies.ts';

const names = new Set(['base', 'tool']);
const dependencies = (...lines: string[]) =>
  imageDependencies(lines.join('\n'), 'packages/tool/Dockerfile', 'joblayer', names);

describe('the packages that an image depends on', () => {
  it('come from its FROM and COPY --from lines', () => {
    expect(
      dependencies('ARG B=joblayer/base:latest', 'FROM $B', 'COPY --from=joblayer/tool:1 /x /'),
    ).toEqual(['base', 'tool']);
  });

  it('are listed once each', () => {
    expect(dependencies('FROM joblayer/base', 'FROM joblayer/base:1')).toEqual(['base']);
  });

  it.each(['joblayer/other', 'base', 'other/base', 'localhost:5000/joblayer/base', 'scratch'])(
    'are an empty list for FROM %s',
    (image) => {
      expect(dependencies(`FROM ${image}`)).toEqual([]);
    },
  );

  it('are an empty list for an invalid Dockerfile, so that other Nx commands work', () => {
    expect(dependencies('ARG A', 'FROM $A')).toEqual([]);
    expect(dependencies('FROM')).toEqual([]);
    expect(dependencies('')).toEqual([]);
  });
});
