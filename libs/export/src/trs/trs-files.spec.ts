import { type ExportedFile } from '@joblayer/descriptors';
import { Ajv } from 'ajv';
import { createHash } from 'node:crypto';
import { exportProblem } from '../problems.ts';
import { fixture, local, newer } from '../testing/tools.ts';
import { RESPONSES } from '../testing/trs-schemas.ts';
import { toolFiles } from '../tool-files.ts';
import { trsFiles } from './trs-files.ts';

const options = { baseUrl: 'https://tools.example.org', serviceVersion: '0.1.0' };
const ROOT = 'ga4gh/trs/v2/';
const INDEX = '/index.json';

const ajv = new Ajv({ strict: true, allErrors: true, strictRequired: false });
const validators = RESPONSES.map(({ path, schema }) => ({ path, validate: ajv.compile(schema) }));

const isResponse = ({ path }: ExportedFile) => path.endsWith(INDEX);
const requestOf = ({ path }: ExportedFile) => path.slice(ROOT.length, -INDEX.length);

/** What is wrong with the responses of a tree. */
function problemsOf(files: readonly ExportedFile[]): string[] {
  return files.filter(isResponse).flatMap((file) => {
    const request = requestOf(file);
    const validator = validators.find(({ path }) => path.test(request));
    if (!validator) return [`${request}: the API has no such path`];
    if (validator.validate(JSON.parse(file.text))) return [];
    return [`${request}: ${ajv.errorsText(validator.validate.errors)}`];
  });
}

const responseTo = (files: readonly ExportedFile[], request: string) => {
  const file = files.find(({ path }) => path === `${ROOT}${request}${INDEX}`);
  if (!file) throw new Error(`There is no response to ${request}.`);
  return JSON.parse(file.text);
};

describe('the files of a tool registry', () => {
  const files = trsFiles([fixture, newer], options);

  it.each([
    ['of tools in a registry', files],
    ['of a tool that only this machine has', trsFiles([local], options)],
    ['without a tool', trsFiles([], options)],
  ])('%s are responses as the OpenAPI document of TRS has them', (_, tree) => {
    expect(tree.filter(isResponse).length).toBeGreaterThan(2);
    expect(problemsOf(tree)).toEqual([]);
  });

  it('have a response for each path of the API', () => {
    const requests = files.filter(isResponse).map(requestOf);
    const without = RESPONSES.filter(({ path }) => !requests.some((request) => path.test(request)));
    expect(without).toEqual([]);
  });

  it('have a tool for each definition, with its versions', () => {
    const tools = responseTo(files, 'tools') as { id: string; versions: { id: string }[] }[];
    expect(tools.map(({ id, versions }) => [id, versions.map((each) => each.id)])).toEqual([
      ['fixture', ['1.0', '1.0-r1']],
      ['other', ['1.0', '1.0-r1']],
    ]);
    expect(responseTo(files, 'tools/other')).toEqual(tools[1]);
  });

  it('state the image by its digest, and that a version never changes', () => {
    expect(responseTo(files, 'tools/fixture/versions/1.0')).toMatchObject({
      is_production: true,
      images: [
        {
          registry_host: 'registry.example.org',
          image_name: fixture.image,
          checksum: [{ type: 'sha-256', checksum: '0123456789abcdef'.repeat(4) }],
        },
      ],
    });
    const here = responseTo(trsFiles([local], options), 'tools/fixture/versions/1.0');
    expect(here).toMatchObject({ is_production: false, images: [{ checksum: [] }] });
    expect(here.descriptor_type).toEqual(['CWL', 'WDL', 'NFL', 'GALAXY']);
  });

  it('have each descriptor wrapped and plain, under the paths in its list', () => {
    const version = 'tools/other/versions/1.0';
    const [main] = toolFiles('cwl', fixture, 'other');
    const wrapped = responseTo(files, `${version}/CWL/descriptor`);
    expect(wrapped.content).toBe(main?.text);
    const digest = createHash('sha256').update(wrapped.content).digest('hex');
    expect(wrapped.checksum).toEqual([{ type: 'sha-256', checksum: digest }]);
    const list = responseTo(files, `${version}/SMK/files`) as { path: string }[];
    expect(list).toEqual([
      { path: 'other.smk', file_type: 'PRIMARY_DESCRIPTOR' },
      { path: 'joblayer.smk', file_type: 'SECONDARY_DESCRIPTOR' },
    ]);
    for (const { path } of list) {
      const { content, url } = responseTo(files, `${version}/SMK/descriptor/${path}`);
      const plain = files.find((file) => `${options.baseUrl}/${file.path}` === url);
      expect(plain?.text).toBe(content);
    }
  });

  it('are refused if two images have the same version of a definition', () => {
    const twin = { ...fixture, image: fixture.image.replace('fixture@', 'twin@') };
    let refusal: unknown;
    try {
      trsFiles([fixture, twin], options);
    } catch (error) {
      refusal = error;
    }
    expect(exportProblem.is(refusal, 'export-path-clash')).toBe(true);
    expect((refusal as Error).message).toContain('tools/fixture/versions/1.0');
  });
});

describe('the check of the responses', () => {
  it.each([
    ['a misspelt property', 'tools', [{ idd: 'x' }]],
    [
      'a type that TRS does not know',
      'tools/x/versions/1',
      { url: 'http://x', id: '1', images: 1 },
    ],
    ['a file without content', 'tools/x/versions/1/CWL/descriptor', {}],
    ['a path that the API does not have', 'toolz', []],
  ])('finds %s', (_, request, json) => {
    const text = JSON.stringify(json);
    expect(problemsOf([{ path: `${ROOT}${request}${INDEX}`, text }])).toHaveLength(1);
  });
});
