import { element, type Xml } from '../language/xml.ts';
import { type CaseValues, caseValues, type StepCase } from '../step/step-case.ts';
import type { OutputPort, Step } from '../step/step.ts';
import { keptIndexes, outputDatatype } from './formats.ts';
import { requestsInGalaxy } from './inputs.ts';
import { archiveOf } from './names.ts';
import { outputsInGalaxy, requestOf } from './outputs.ts';

/** A test compares at most so many lines. */
const MOST_LINES = 20;

/** The definition's case as a test. Its files lie in `test-data`. */
export function galaxyTests(step: Step, stepCase: StepCase | undefined): Xml[] {
  if (!stepCase) return [];
  const { files, params, requests } = caseValues(step, stepCase);
  const wanted = requests.filter((request) => requestsInGalaxy(step).includes(request));
  const outputs = outputsInGalaxy(step).filter((output) =>
    requestOf(step, output).every((request) => wanted.includes(request)),
  );
  const test = element('test', { expect_num_outputs: outputs.length }, [
    ...files.map(({ port, paths }) => {
      const isDirectory = paths.some((path) => path.endsWith('/'));
      return element('param', {
        name: isDirectory && port.kind === 'file-or-directory' ? archiveOf(port) : port.id,
        value: paths.map((path) => testFile(path)).join(','),
      });
    }),
    ...files.flatMap(requiredBeside),
    ...params.map(({ port, value }) => element('param', { name: port.id, value })),
    ...wanted.map(({ id }) => element('param', { name: id, value: true })),
    ...outputs
      .filter(({ key }) => stepCase.expect[key])
      .map((output) =>
        element('output', { name: output.id, ...datatypeOf(output) }, [
          element('assert_contents', {}, assertions(output, stepCase.expect)),
        ]),
      ),
  ]);
  return [element('tests', {}, [test])];
}

/** A required secondary file lies beside its file, unless Galaxy has that index itself. */
const requiredBeside = ({ port, paths }: CaseValues['files'][number]): Xml[] =>
  port.secondaryFiles
    .filter((file) => file.required && keptIndexes(port, file).length === 0)
    .map((file) => {
      const beside = paths.map((path) => testFile(`${path}${file.suffixes[0]}`));
      return element('param', { name: file.id, value: beside.join(',') });
    });

/** A directory is an archive there. */
const testFile = (path: string): string => path.replace(/\/$/, '.tar').split('/').at(-1) ?? path;

function assertions({ key }: OutputPort, expect: StepCase['expect']): Xml[] {
  const { decode, without, lines = [], contains = [], files = [] } = expect[key] ?? {};
  const archived = files.map((pattern) =>
    element('has_archive_member', { path: `.*${expressionOf(pattern)}` }),
  );
  // Galaxy has no decoder but its own, so that decoded lines are only known to be there.
  const known = decode === undefined && without === undefined ? lines : [];
  const wanted = [...known, ...(decode === undefined ? contains : [])];
  const texts = wanted
    .filter((line) => line !== '')
    .slice(0, MOST_LINES)
    .map((line) => element('has_line', { line }));
  const all = [...archived, ...texts];
  return all.length > 0 ? all : [element('has_size', { min: 1 })];
}

/** A glob as a regular expression. */
const expressionOf = (glob: string): string =>
  glob.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');

/** None where it is the input's, which the test does not state. */
const datatypeOf = (output: OutputPort): Record<string, string> =>
  output.suffixOf === undefined ? { ftype: outputDatatype(output) } : {};
