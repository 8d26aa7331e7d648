import { type Format, formatNames, formatOf } from '@joblayer/descriptors';
import { exportUsageProblem } from './problems.ts';

/** The options of `joblayer export`, as they were given. */
export interface GivenExportOptions {
  readonly tool?: string | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly all: boolean;
  readonly trs: boolean;
  readonly baseUrl?: string | undefined;
}

/** What to export. */
export type ExportRequest = { readonly out: string } & (
  | { readonly kind: 'tool'; readonly tool: string; readonly format: Format }
  | { readonly kind: 'tree'; readonly format: Format | undefined }
  | { readonly kind: 'registry'; readonly baseUrl: string | undefined }
);

/** @throws ProblemError `format-unknown`, or one of `problems.ts` */
export function exportRequest(given: GivenExportOptions): ExportRequest {
  const { tool, all, trs, baseUrl, out } = given;
  const format = given.format === undefined ? undefined : formatOf(given.format);
  if (all && tool !== undefined) throw exportUsageProblem({ code: 'export-tool-with-all', tool });
  if (trs && !all) throw unused('trs', 'Add --all: a tool registry has all tools.');
  if (trs && format !== undefined)
    throw unused('format', 'A tool registry has all formats: leave it out.');
  if (baseUrl !== undefined && !trs)
    throw unused('base-url', 'It is the address of a tool registry: add --all --trs.');
  if (trs) return { kind: 'registry', baseUrl: addressOf(baseUrl), out: out ?? 'joblayer-trs' };
  if (all) return { kind: 'tree', format, out: out ?? 'joblayer-tools' };
  if (tool === undefined) throw exportUsageProblem({ code: 'export-tool-missing' });
  if (format === undefined)
    throw exportUsageProblem({ code: 'export-format-missing', known: formatNames });
  return { kind: 'tool', tool, format, out: out ?? `joblayer-${format}` };
}

const unused = (option: string, advice: string) =>
  exportUsageProblem({ code: 'export-option-unused', option, advice });

/** Without a slash at its end. */
function addressOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    throw exportUsageProblem({ code: 'base-url-malformed', url: text });
  return url.href.replace(/\/+$/, '');
}
