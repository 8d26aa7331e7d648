import { parseDockerfile, onlyVariable } from '@joblayer/nx-container/dockerfile';
import type { Rule } from '../rule.ts';

export const imageTest: Rule = {
  id: 'image-test',
  why: 'an image that never ran may fail to start',
  check: ({ manifest, repositoryPrefix, test: { file, text } }) => {
    const own = `${repositoryPrefix}/${manifest.name}:latest`;
    const advice = `Begin it with "ARG IMAGE=${own}" and "FROM \${IMAGE}", then RUN the tool on tiny real data.`;
    if (text === undefined)
      return [{ file, line: 1, what: 'the file is missing, and docker-test needs it', advice }];
    const { globalArguments, images } = parseDockerfile(text, file);
    const argument = globalArguments.find(({ defaultValue }) => defaultValue === own);
    const base = images.find((image) => onlyVariable(image.text) === argument?.name);
    if (argument === undefined || base === undefined)
      return [{ file, line: 1, what: `the test is not built on ${own}`, advice }];
    if (!/^\s*RUN\s/im.test(text))
      return [{ file, line: base.position.line, what: 'the test has no RUN', advice }];
    return [];
  },
};
