import type { Checksum } from '../checksum/checksum.ts';

interface Stated {
  readonly status: number;
  readonly headers: Headers;
}

/** The size of the whole file in bytes, as a response with the whole or with a range states it. */
export function statedSize({ status, headers }: Stated): number | undefined {
  if (status === 206 || status === 416) {
    const total = /^bytes (?:\d+-\d+|\*)\/(\d+)$/.exec(headers.get('content-range') ?? '')?.[1];
    return total === undefined ? undefined : Number(total);
  }
  const length = headers.get('content-length');
  return length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

/** The position of a response's first byte in the file; undefined for a range without a valid Content-Range. */
export function statedStart({ status, headers }: Stated): number | undefined {
  if (status !== 206) return 0;
  const start = /^bytes (\d+)-\d+\//.exec(headers.get('content-range') ?? '')?.[1];
  return start === undefined ? undefined : Number(start);
}

/** Whether the server gives a strong ETag. A date has whole seconds, so two versions may share it. */
export const hasStrongTag = (headers: Headers): boolean => /^"/.test(headers.get('etag') ?? '');

/** What changes with the file: its strong ETag, without quotes, else the date of its last change. */
export function statedVersion(headers: Headers): string | undefined {
  const [, strong] = /^"(.*)"$/.exec(headers.get('etag') ?? '') ?? [];
  return strong ?? headers.get('last-modified') ?? undefined;
}

/**
 * The checksum of the whole file, if the server states one: Repr-Digest (RFC 9530), or Google's x-goog-hash
 * (https://cloud.google.com/storage/docs/xml-api/reference-headers#xgooghash).
 */
export function statedChecksum(headers: Headers): Checksum | undefined {
  const digest = headers.get('repr-digest') ?? '';
  const sha256 = /(?:^|[\s,])sha-256=:([A-Za-z0-9+/]+=*):/.exec(digest)?.[1];
  if (sha256 !== undefined) return { algorithm: 'sha256', value: sha256 };
  const google = headers.get('x-goog-hash') ?? '';
  for (const algorithm of ['crc32c', 'md5'] as const) {
    const value = new RegExp(`(?:^|[\\s,])${algorithm}=([A-Za-z0-9+/]+=*)`).exec(google)?.[1];
    if (value !== undefined) return { algorithm, value };
  }
  return undefined;
}
