import { imageDependencies } from './dependencies.ts';

const names = new Set(['base', 'tool']);
const dependencies = (...lines: string[]) =>
  imageDependencies(lines.join('\n'), 'packages/tool/Dockerfile', 'joblayer', names);

describe('the packages that an image depends on', () => {
  it('are those that its FROM and COPY --from lines name', () => {
    expect(
      dependencies('ARG B=joblayer/base:latest', 'FROM $B', 'COPY --from=joblayer/tool:1 /x /'),
    ).toEqual(['base', 'tool']);
  });

  it('are named once', () => {
    expect(dependencies('FROM joblayer/base', 'FROM joblayer/base:1')).toEqual(['base']);
  });

  it.each(['joblayer/other', 'base', 'other/base', 'localhost:5000/joblayer/base', 'scratch'])(
    'are none for FROM %s',
    (image) => {
      expect(dependencies(`FROM ${image}`)).toEqual([]);
    },
  );

  it('are none for a Dockerfile that is wrong, so that other Nx commands go on', () => {
    expect(dependencies('ARG A', 'FROM $A')).toEqual([]);
    expect(dependencies('FROM')).toEqual([]);
    expect(dependencies('')).toEqual([]);
  });
});
