import { problemOf } from '@joblayer/problem/testing';
import { formatImageReference } from '@joblayer/registry';
import { parseDockerfile } from './parse.ts';
import { globalValues, resolveImages } from './resolve-images.ts';

function resolve(lines: readonly string[], given: Record<string, string> = {}) {
  const dockerfile = parseDockerfile(lines.join('\n'), 'Dockerfile');
  return resolveImages(dockerfile, globalValues(dockerfile, given)).map((image) => ({
    image: formatImageReference(image.reference),
    argument: image.argument,
  }));
}

describe('the image that a FROM means', () => {
  it.each([
    ['the default of its argument', ['ARG A=debian:1', 'FROM ${A}'], 'debian:1', 'A'],
    ['one without braces', ['ARG A=debian:1', 'FROM $A'], 'debian:1', 'A'],
    ['one argument of several', ['ARG R=a', 'ARG T=1', 'FROM $R:$T'], 'a:1', undefined],
    ['a default made of another', ['ARG T=1', 'ARG A=a:${T}', 'FROM $A'], 'a:1', 'A'],
    ['the fallback in the text', ['ARG T', 'FROM a:${T:-2}'], 'a:2', undefined],
    ['the fallback for an empty value', ['ARG T=', 'FROM a:${T:-2}'], 'a:2', undefined],
    ['the value, and not the fallback', ['ARG T=3', 'FROM a:${T-2}'], 'a:3', undefined],
  ])('is %s', (_, lines, image, argument) => {
    expect(resolve(lines)).toEqual([{ image, argument }]);
  });

  it('is the value given from outside rather than the default', () => {
    expect(resolve(['ARG A=debian', 'FROM $A'], { A: 'golden:1' })).toEqual([
      { image: 'golden:1', argument: 'A' },
    ]);
  });

  it('is undefined when the argument is scratch', () => {
    expect(resolve(['ARG A=scratch', 'FROM $A'])).toEqual([]);
  });

  it('is refused without a value', async () => {
    expect(await problemOf(() => resolve(['ARG A', 'FROM a', 'FROM $A']))).toEqual({
      code: 'argument-without-value',
      argument: 'A',
      position: { file: 'Dockerfile', line: 3 },
    });
  });

  it('is refused unless it is an image reference', async () => {
    expect(await problemOf(() => resolve(['FROM Debian']))).toMatchObject({
      code: 'invalid-image-reference',
      position: { line: 1 },
    });
  });
});
