import { exportTool } from './export.ts';
import { formatNames } from './formats.ts';
import { descriptorProblem, EXIT_CODES } from './problems.ts';
import { asJson, fixtureDescription, IMAGE, outputsDescription } from './testing/descriptions.ts';

const problemOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (descriptorProblem.is(error, ...descriptorProblem.codes))
      return { message: error.message, exitCode: EXIT_CODES[error.problem.code] };
    throw error;
  }
  return 'nothing was wrong';
};

describe('an export of a tool', () => {
  it.each(formatNames)('as %s has files for each definition of the image', (format) => {
    const files = exportTool(format, outputsDescription, { image: IMAGE });
    for (const name of ['fixture', 'other'])
      expect(files.filter(({ path }) => path.includes(name)).length).toBeGreaterThan(0);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
  });

  it.each(formatNames)('as %s calls the runner of the image, by its digest', (format) => {
    const text = exportTool(format, outputsDescription, { image: IMAGE }).map((file) => file.text);
    expect(text.join('\n')).toContain(IMAGE);
    expect(text.join('\n')).toMatch(/joblayer-run\b/);
  });

  it.each(formatNames)('as %s names a definition that is not the default one', (format) => {
    const files = exportTool(format, outputsDescription, { image: IMAGE });
    const commandOf = (name: string) =>
      files
        .filter(({ path }) => path.includes(name))
        .some(({ text }) => /joblayer-run(?:\s+-)?\s+other\b/.test(text));
    expect([commandOf('other'), commandOf('fixture')]).toEqual([true, false]);
  });

  it('in an unknown format is refused with those that exist, exit code 64', () => {
    expect(problemOf(() => exportTool('toString', fixtureDescription, { image: IMAGE }))).toEqual({
      message:
        '"toString" is not a format of descriptors. Give one of cwl, wdl, nextflow, snakemake, galaxy.',
      exitCode: 64,
    });
  });

  it('in a format whose name is almost right is refused with that name', () => {
    expect(
      problemOf(() => exportTool('nexflow', fixtureDescription, { image: IMAGE })),
    ).toMatchObject({ message: expect.stringContaining(' Did you mean nextflow? ') });
  });

  it.each([`sha256:${'0'.repeat(64)}`, 'joblayer/fixture:src-0123456789abcdef', 'h:5000/a/b:1'])(
    'of an image that only the engine of this machine has names it as the engine does: %s',
    (image) => {
      for (const format of formatNames.filter((name) => name !== 'snakemake')) {
        const files = exportTool(format, fixtureDescription, { image, isLocalImage: true });
        expect(files.some(({ text }) => text.includes(image))).toBe(true);
      }
    },
  );

  it('as snakemake is refused for an image that no registry has, exit code 64', () => {
    const options = { image: 'joblayer/fixture:src-0', isLocalImage: true };
    expect(problemOf(() => exportTool('snakemake', fixtureDescription, options))).toEqual({
      message: expect.stringMatching(/^Snakemake runs images of a registry, .*Push it/),
      exitCode: 64,
    });
  });

  it('of an image in this engine is refused if its name could be another command', () => {
    const options = { image: 'a b:c', isLocalImage: true };
    expect(problemOf(() => exportTool('cwl', fixtureDescription, options))).toMatchObject({
      exitCode: 64,
    });
  });

  it.each([undefined, ''])('without an image reference is refused, exit code 64', (image) => {
    expect(problemOf(() => exportTool('cwl', fixtureDescription, { image }))).toEqual({
      message: expect.stringMatching(/^The descriptor of fixture needs .*by digest/),
      exitCode: 64,
    });
  });

  it.each([
    'joblayer/fixture:latest',
    'joblayer/fixture',
    `${IMAGE}0`,
    `a b@sha256:${'0'.repeat(64)}`,
  ])('with an image that is not given by digest is refused, exit code 64: %s', (image) => {
    expect(problemOf(() => exportTool('cwl', fixtureDescription, { image }))).toEqual({
      message: expect.stringContaining(`"${image}" of fixture does not end in a digest`),
      exitCode: 64,
    });
  });

  it('of a description of a newer version is refused, exit code 65', () => {
    const newer = { ...fixtureDescription, version: 2 };
    expect(problemOf(() => exportTool('cwl', newer, { image: IMAGE }))).toEqual({
      message:
        'The tool description has version 2, and this program reads version 1. Use a newer release of this program, or an older image.',
      exitCode: 65,
    });
  });

  it.each([null, 'text', [], {}, { ...fixtureDescription, definitions: [] }])(
    'of something else than a description is refused, exit code 65',
    (json) => {
      expect(problemOf(() => exportTool('cwl', json, { image: IMAGE }))).toEqual({
        message: expect.stringMatching(/^The tool description cannot be used: .*--describe\.$/),
        exitCode: 65,
      });
    },
  );

  it.each(['../../x', '/x', 'a/b', '', 'a b', "a'b", '.x', 7])(
    'of a definition whose name is no part of a file name is refused, exit code 65: %j',
    (name) => {
      const [first] = asJson(fixtureDescription).definitions;
      const json = { ...fixtureDescription, definitions: [{ ...first, name }] };
      expect(problemOf(() => exportTool('cwl', json, { image: IMAGE }))).toEqual({
        message: expect.stringContaining(`the name of definition 1 is ${JSON.stringify(name)}`),
        exitCode: 65,
      });
    },
  );

  it('of two definitions of one name is refused, because one would replace the other', () => {
    const [first] = asJson(fixtureDescription).definitions;
    const json = { ...fixtureDescription, definitions: [first, first] };
    expect(problemOf(() => exportTool('cwl', json, { image: IMAGE }))).toMatchObject({
      message: expect.stringContaining('two definitions have the name "fixture"'),
    });
  });

  it('may be of one definition alone, with the command that it has among the others', () => {
    const options = { image: IMAGE, definition: 'other' };
    const files = exportTool('cwl', outputsDescription, options);
    expect(files.map(({ path }) => path)).toEqual(['other.cwl']);
    const all = exportTool('cwl', outputsDescription, { image: IMAGE });
    expect(all).toEqual(expect.arrayContaining([...files]));
  });

  it('ignores fields of a description that it does not know', () => {
    const more = { ...fixtureDescription, more: true };
    expect(exportTool('cwl', more, { image: IMAGE })).toEqual(
      exportTool('cwl', fixtureDescription, { image: IMAGE }),
    );
  });
});
