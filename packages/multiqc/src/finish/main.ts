import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { duplicateSamples } from './duplicate-samples.ts';
import { parsePythonJson } from './python-json.ts';
import { unreadFiles, type Sources } from './unread-files.ts';
import { withoutDate } from './without-date.ts';
import { withoutPaths, type Replacement } from './without-paths.ts';

/**
 * Checks that MultiQC used what it was given. Writes the report and its tables without the job's own
 * directories: `node main.ts MADE REPORT DATA [--skip-unread] [--keep-last] -- INPUT…`.
 */
const EXIT_BAD_DATA = 65;
/** Each of its lines has a time. */
const LOG = 'multiqc.log';

const { values, positionals } = parseArgs({
  options: { 'skip-unread': { type: 'boolean' }, 'keep-last': { type: 'boolean' } },
  allowPositionals: true,
});
const [made = '', report = '', data = '', ...inputs] = positionals;
const workDir = process.cwd();
const given = inputs.map((input) => resolve(input));
const nameOf = (input: string): string => relative(join(workDir, 'inputs'), input);
const tables = join(made, 'report_data');
const textOf = (file: string): string => readFileSync(file, 'utf8');

function expectNone(what: string, exceptions: readonly string[], areAllowed = false): void {
  const kind = areAllowed ? 'warning' : 'finish-report';
  for (const exception of exceptions) process.stderr.write(`${kind}: ${what}: ${exception}\n`);
  if (exceptions.length > 0 && !areAllowed) process.exit(EXIT_BAD_DATA);
}

const { report_data_sources: sources } = parsePythonJson(
  textOf(join(tables, 'multiqc_data.json')),
) as {
  readonly report_data_sources: Sources;
};
const duplicates = duplicateSamples(textOf(join(tables, LOG)));
expectNone('several files are of one sample', duplicates, values['keep-last']);
const files = given.filter((input) => statSync(input).isFile());
expectNone('no module reads', unreadFiles(files, sources).map(nameOf), values['skip-unread']);

// An input of this host is a link, and MultiQC notes where it leads.
const paths: readonly Replacement[] = [
  ...given.map((input) => [realpathSync(input), nameOf(input)] as const),
  ...[`${workDir}/inputs/`, `${workDir}/`].map((directory) => [directory, ''] as const),
  [workDir, '.'],
];
writeFileSync(report, withoutPaths(withoutDate(textOf(join(made, 'report.html'))), paths));
mkdirSync(data, { recursive: true });
for (const name of readdirSync(tables).filter((file) => file !== LOG))
  writeFileSync(join(data, name), withoutPaths(withoutDate(textOf(join(tables, name))), paths));
