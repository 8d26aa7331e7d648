import type { ExportedFile } from '@joblayer/descriptors';
import type { ExportableTool } from '../exportable-tool.ts';
import { TOOL_CLASS, trsTools, type TrsTool } from './trs-tools.ts';
import { serviceInfo } from './service-info.ts';
import { versionFiles } from './version-files.ts';

export interface TrsOptions {
  /** Where the tree will be served, without a slash at its end: `https://tools.example.org`. */
  readonly baseUrl: string;
  /** The version of the program that makes the tree. */
  readonly serviceVersion: string;
}

/** Where a server has the API: the specification's own choice. */
const ROOT = 'ga4gh/trs/v2';

/**
 * A registry of tools as files: what a server of GA4GH's Tool Registry Service 2.0.1 responds to requests without a
 * query. The response to a request is the file `index.json` in the directory of the request's path.
 *
 * https://github.com/ga4gh/tool-registry-service-schemas
 *
 * @throws ProblemError `export-path-clash`, or one of libs/descriptors
 */
export function trsFiles(
  tools: readonly ExportableTool[],
  { baseUrl, serviceVersion }: TrsOptions,
): ExportedFile[] {
  const url = `${baseUrl}/${ROOT}`;
  const all = trsTools(tools, url);
  return [
    response('service-info', serviceInfo(baseUrl, serviceVersion)),
    response('toolClasses', [TOOL_CLASS]),
    response(
      'tools',
      all.map(({ tool }) => tool),
    ),
    ...all.flatMap((each) => filesOf(each, url)),
  ].map(({ path, text }) => ({ path: `${ROOT}/${path}`, text }));
}

function filesOf({ tool, versions }: TrsTool, url: string): ExportedFile[] {
  const root = `tools/${tool.id}`;
  return [
    response(root, tool),
    response(`${root}/versions`, tool.versions),
    ...versions.flatMap(({ version, source }) => {
      const path = `${root}/versions/${version.id}`;
      const files = versionFiles(source, tool.id, `${url}/${path}`);
      return [
        response(path, version),
        response(`${path}/containerfile`, []),
        ...files.responses.map((each) => response(`${path}/${each.path}`, each.json)),
        ...files.plain.map((file) => ({ ...file, path: `${path}/${file.path}` })),
      ];
    }),
  ];
}

const response = (path: string, json: unknown): ExportedFile => ({
  path: `${path}/index.json`,
  text: `${JSON.stringify(json, undefined, 2)}\n`,
});
