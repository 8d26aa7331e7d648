import { namesInDisposition } from '../location/content-disposition.ts';
import { usableFileName } from '../location/file-name.ts';
import { baseName } from '../location/location.ts';
import type { HttpsResponse } from './request.ts';

/** A name for a file, and its origin. */
export interface StatedName {
  readonly name: string;
  readonly from: 'content-disposition' | 'redirect';
}

/** Content-Disposition comes first: the server means it as a name. The last redirect may end in a name by chance. */
export function statedNames({
  headers,
  url,
}: Pick<HttpsResponse, 'headers' | 'url'>): readonly StatedName[] {
  const names = namesInDisposition(headers.get('content-disposition') ?? '');
  const last = usableFileName(baseName({ scheme: 'https', url }));
  return [
    ...names.map((name) => ({ name, from: 'content-disposition' as const })),
    ...(last === undefined ? [] : [{ name: last, from: 'redirect' as const }]),
  ];
}
