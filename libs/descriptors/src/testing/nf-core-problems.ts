import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { ExportedFile } from '../exported-file.ts';
import { nfCoreMeta, type NfCoreMeta } from './nf-core-meta.ts';
import { type ChannelNames, namesIn } from './nf-core-process.ts';

/**
 * What `nf-core modules lint` would find in the `meta.yml` of each module among exported files: the rules of
 * its schema, and names that are not those of `main.nf`
 * (https://github.com/nf-core/tools, nf_core/modules/lint/meta_yml.py at commit
 * 00161d29618a9e45fa7753a450dc4958d5effb27). Its rules about conda and nf-core's own containers are left out.
 */
export function nfCoreProblems(files: readonly ExportedFile[]): string[] {
  const modules = files.filter(({ path }) => path.endsWith('/meta.yml'));
  return modules.flatMap(({ path, text }) => {
    const main = files.find((file) => file.path === path.replace(/meta\.yml$/, 'main.nf'));
    return problemsOf(main?.text ?? '', text).map((problem) => `${path}: ${problem}`);
  });
}

function problemsOf(mainNf: string, metaYml: string): string[] {
  const parsed = nfCoreMeta.safeParse(parse(metaYml));
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { name, input = [], output, topics = {} } = parsed.data;
  const expected = namesIn(mainNf);
  const pairs: readonly [what: string, meta: unknown, main: unknown][] = [
    ['name', name.toUpperCase(), expected.process],
    ['input', input.map(namesOf), expected.inputs],
    ['output', namesByChannel(output), expected.outputs],
    ['topics', namesByChannel(topics), expected.topics],
  ];
  return pairs
    .filter(([, meta, main]) => !isDeepStrictEqual(meta, main))
    .map(
      ([what, meta, main]) =>
        `${what} is ${JSON.stringify(meta)}, but main.nf has ${JSON.stringify(main)}`,
    );
}

type Channel = NonNullable<NfCoreMeta['input']>[number];

const namesOf = (channel: Channel): ChannelNames =>
  Array.isArray(channel) ? channel.map(nameOf) : nameOf(channel);

const nameOf = (value: object): string => Object.keys(value)[0] ?? '';

const namesByChannel = (channels: NfCoreMeta['output']): Record<string, ChannelNames[]> =>
  Object.fromEntries(Object.entries(channels).map(([name, values]) => [name, values.map(namesOf)]));
