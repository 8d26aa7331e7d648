import { defineProblems } from '@joblayer/problem';

/** Command lines of `joblayer export` that cannot be meant. */
export const exportUsageProblem = defineProblems({
  'export-tool-missing': () =>
    'No tool was named. Give a tool, as in joblayer export bwa-mem --format cwl, or --all for all tools below the registry prefix.',
  'export-tool-with-all': ({ tool }: { tool: string }) =>
    `Both the tool "${tool}" and --all were given. Leave out one of them.`,
  'export-format-missing': ({ known }: { known: readonly string[] }) =>
    `No format was given. Add --format ${known.join('|')}.`,
  'export-option-unused': ({ option, advice }: { option: string; advice: string }) =>
    `--${option} has no effect here. ${advice}`,
  'base-url-malformed': ({ url }: { url: string }) =>
    `--base-url "${url}" is no address of a web server. Give one such as https://tools.example.org.`,
  'no-tool-to-export': ({ prefix, from }: { prefix: string; from: string }) =>
    `There is no tool below ${prefix} (${from}). Set another registry prefix with --registry-prefix, JOBLAYER_REGISTRY_PREFIX or "registryPrefix" in joblayer.json.`,
});
