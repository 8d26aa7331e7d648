import { defineProblems } from '@joblayer/problem';

/** Problems of the configuration. */
export const configProblem = defineProblems({
  'configuration-invalid': ({ where, detail }: { where: string; detail: string }) =>
    `${where}: ${detail}`,
  'configuration-unreadable': ({ file, detail }: { file: string; detail: string }) =>
    `${file} cannot be read: ${detail}. Correct its permissions, or remove it.`,
  'prefix-malformed': ({ prefix, from }: { prefix: string; from: string }) =>
    `"${prefix}" (${from}) is not a registry prefix. Write HOST/PATH in lower case, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/joblayer, or a PATH alone for images of the engine.`,
});
