/**
 * The schemas of the responses of GA4GH's Tool Registry Service 2.0.1, as far as this registry has them, in JSON Schema.
 * The names, types, required properties and choices are those of the OpenAPI document
 * (https://github.com/ga4gh/tool-registry-service-schemas/blob/develop/openapi/openapi.yaml, `components/schemas`), and of
 * service-info 1.0.0 (https://github.com/ga4gh-discovery/ga4gh-service-info). Those documents allow properties of other
 * names. Here they are errors, because they would be misspelt ones.
 */
type Schema = Readonly<Record<string, unknown>>;

const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };
const url: Schema = { type: 'string', pattern: '^https?://' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (required: readonly string[], properties: Record<string, Schema>): Schema => ({
  ...{ type: 'object', required, properties, additionalProperties: false },
});

const checksum = object(['checksum', 'type'], { checksum: string, type: string });

const imageData = object([], {
  ...{ registry_host: string, image_name: string, updated: string, size: { type: 'integer' } },
  checksum: list(checksum),
  image_type: { enum: ['Docker', 'Singularity', 'Conda'] },
});

const toolClass = object([], { id: string, name: string, description: string });

const toolVersion = object(['url', 'id'], {
  ...{ url, id: string, name: string, meta_version: string, author: list(string) },
  ...{ is_production: boolean, containerfile: boolean, verified: boolean, signed: boolean },
  ...{ verified_source: list(string), included_apps: list(string) },
  images: list(imageData),
  descriptor_type: list({ enum: ['CWL', 'WDL', 'NFL', 'GALAXY', 'SMK'] }),
});

const tool = object(['url', 'id', 'organization', 'toolclass', 'versions'], {
  ...{ url, id: string, name: string, description: string, organization: string },
  ...{ aliases: list(string), meta_version: string, has_checker: boolean, checker_url: string },
  toolclass: toolClass,
  versions: list(toolVersion),
});

const fileWrapper: Schema = {
  ...object([], { content: string, checksum: list(checksum), url }),
  anyOf: [{ required: ['content'] }, { required: ['url'] }],
};

const toolFile = object([], {
  path: string,
  file_type: {
    enum: [
      ...['TEST_FILE', 'PRIMARY_DESCRIPTOR', 'SECONDARY_DESCRIPTOR', 'CONTAINERFILE', 'OTHER'],
    ],
  },
});

const service = object(['id', 'name', 'type', 'organization', 'version'], {
  ...{ id: string, name: string, description: string, version: string },
  ...{ contactUrl: url, documentationUrl: url, environment: string },
  ...{ createdAt: string, updatedAt: string },
  type: object(['group', 'artifact', 'version'], {
    ...{ group: { const: 'org.ga4gh' }, artifact: { const: 'trs' }, version: string },
  }),
  organization: object(['name', 'url'], { name: string, url }),
});

const TYPE = '(?:CWL|WDL|NFL|GALAXY|SMK)';
const VERSION = 'tools/[^/]+/versions/[^/]+';

/** The paths below `/ga4gh/trs/v2/`, and the schema of each response. */
export const RESPONSES: readonly { readonly path: RegExp; readonly schema: Schema }[] = [
  { path: /^service-info$/, schema: service },
  { path: /^toolClasses$/, schema: list(toolClass) },
  { path: /^tools$/, schema: list(tool) },
  { path: /^tools\/[^/]+$/, schema: tool },
  { path: /^tools\/[^/]+\/versions$/, schema: list(toolVersion) },
  { path: new RegExp(`^${VERSION}$`), schema: toolVersion },
  { path: new RegExp(`^${VERSION}/containerfile$`), schema: list(fileWrapper) },
  { path: new RegExp(`^${VERSION}/${TYPE}/descriptor(?:/.+)?$`), schema: fileWrapper },
  { path: new RegExp(`^${VERSION}/${TYPE}/files$`), schema: list(toolFile) },
  { path: new RegExp(`^${VERSION}/${TYPE}/tests$`), schema: list(fileWrapper) },
];
