import type { DefinitionDescription } from '@joblayer/tool-definition';
import { type ExportableTool, digestOf, versionOf } from '../exportable-tool.ts';
import { exportProblem } from '../problems.ts';
import { formatsOf } from '../tool-files.ts';
import { DESCRIPTOR_TYPES } from './descriptor-types.ts';

/** TRS says what is in a registry by class. All tools here are of one. */
export const TOOL_CLASS = {
  id: 'CommandLineTool',
  name: 'CommandLineTool',
  description: 'A tool that runs as one job',
};

type Version = ReturnType<typeof versionObject>;

/** One definition, in all its versions. */
export interface TrsTool {
  readonly tool: ReturnType<typeof toolObject>;
  readonly versions: readonly { readonly version: Version; readonly source: ExportableTool }[];
}

/**
 * A tool of TRS for each definition.
 *
 * @param url of the API
 * @throws ProblemError `export-path-clash` if two images have the same version of a definition
 */
export function trsTools(tools: readonly ExportableTool[], url: string): TrsTool[] {
  const byId = new Map<string, { definition: DefinitionDescription; sources: ExportableTool[] }>();
  for (const source of tools) {
    for (const definition of source.description.definitions) {
      const { sources = [] } = byId.get(definition.name) ?? {};
      const twin = sources.find((other) => versionOf(other) === versionOf(source));
      if (twin) {
        const path = `tools/${definition.name}/versions/${versionOf(source)}`;
        throw exportProblem({
          ...{ code: 'export-path-clash', path, tools: [twin.image, source.image] },
        });
      }
      byId.set(definition.name, { definition, sources: [...sources, source] });
    }
  }
  return [...byId.values()].map(({ definition, sources }) => {
    const toolUrl = `${url}/tools/${definition.name}`;
    const versions = sources.map((source) => ({ source, version: versionObject(source, toolUrl) }));
    return { tool: toolObject(definition, versions, toolUrl), versions };
  });
}

const toolObject = (
  { name, summary }: DefinitionDescription,
  versions: readonly { readonly version: Version; readonly source: ExportableTool }[],
  url: string,
) => ({
  ...{ url, id: name, name, toolclass: TOOL_CLASS, description: summary },
  organization: organizationOf(versions[0]?.source.image ?? ''),
  has_checker: false,
  versions: versions.map(({ version }) => version),
});

function versionObject(tool: ExportableTool, toolUrl: string) {
  const id = versionOf(tool);
  const { biotools } = tool.description.toolManifest.identifiers ?? {};
  const digest = digestOf(tool);
  return {
    ...{ url: `${toolUrl}/versions/${id}`, id, name: id },
    // A digest never names another image later.
    is_production: digest !== undefined,
    images: [
      {
        ...registryOf(tool.image),
        image_name: tool.image,
        image_type: 'Docker',
        checksum: digest === undefined ? [] : [checksumOf(digest)],
      },
    ],
    descriptor_type: formatsOf(tool).map((format) => DESCRIPTOR_TYPES[format]),
    containerfile: false,
    included_apps: biotools === undefined ? [] : [`https://bio.tools/${biotools}`],
  };
}

/** TRS takes the names of IANA's registry: `sha-256`. */
const checksumOf = (digest: string) => {
  const [type = '', checksum = ''] = digest.split(':');
  return { type: type.replace(/^sha(\d)/, 'sha-$1'), checksum };
};

/** The first part of an image's name is a host if it has a dot or a colon, or is `localhost`. */
const hostOf = (image: string): string | undefined => {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && /[.:]|^localhost$/.test(first) ? first : undefined;
};

const registryOf = (image: string) => {
  const host = hostOf(image);
  return host === undefined ? {} : { registry_host: host };
};

/** The path before the image's own name: `joblayer`. */
function organizationOf(image: string): string {
  const host = hostOf(image);
  const parts = image.replace(/@.*/, '').split('/');
  return parts.slice(host === undefined ? 0 : 1, -1).join('/') || 'joblayer';
}
