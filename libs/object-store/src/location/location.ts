import { urlIdentity } from './url-identity.ts';

/** An object. If the key is empty or ends in a slash: all objects below that prefix. */
export interface S3Location {
  readonly scheme: 's3';
  readonly bucket: string;
  readonly key: string;
}

/** A file. If the path ends in a slash: a directory. The path is absolute. */
export interface FileLocation {
  readonly scheme: 'file';
  readonly path: string;
}

/** A file of a web server. It can only be read. */
export interface HttpsLocation {
  readonly scheme: 'https';
  /** In the form that `URL` gives it: never with a user, a password or a fragment. */
  readonly url: string;
  /** The file's name, if the user gives one because the URL's path does not end in it. */
  readonly name?: string;
}

/** The source of an input, or the destination of an output. Parsed once, at the edge. */
export type Location = S3Location | FileLocation | HttpsLocation;

/**
 * The location as users type it, without the query of a URL. The query of a presigned URL gives access to the file, and
 * any parameter of another URL may be a secret.
 */
export function formatLocation(location: Location): string {
  switch (location.scheme) {
    case 's3':
      return `s3://${location.bucket}/${location.key}`;
    case 'file':
      return location.path;
    case 'https': {
      const { origin, pathname, search } = new URL(location.url);
      const name = location.name === undefined ? '' : `#name=${encodeURIComponent(location.name)}`;
      return `${origin}${pathname}${search === '' ? '' : '?…'}${name}`;
    }
  }
}

/** A text that identifies a location, for comparisons. It may contain secrets: never print it. */
export const identityOf = (location: Location): string =>
  location.scheme === 'https' ? urlIdentity(location.url) : formatLocation(location);

export function isDirectoryLocation(location: Location): boolean {
  if (location.scheme === 'https' && location.name !== undefined) return false;
  const path = pathOf(location);
  return path === '' || path.endsWith('/');
}

/** The same location as a directory: `s3://b/ref` becomes `s3://b/ref/`. Without the slash it would include `ref2/`. */
export function asDirectory(location: Location): Location {
  return isDirectoryLocation(location) ? location : withPath(location, `${pathOf(location)}/`);
}

/** The location at `relativePath` below a directory. */
export function childOf(directory: FileLocation, relativePath: string): FileLocation;
export function childOf(directory: Location, relativePath: string): Location;
export function childOf(directory: Location, relativePath: string): Location {
  const parent = asDirectory(directory);
  return withPath(parent, pathOf(parent) + relativePath);
}

/** The location beside `location` that has `suffix` added to its name. */
export function withSuffix(location: Location, suffix: string): Location {
  return withPath(location, pathOf(location) + suffix);
}

/** The location beside `location` that has `suffix` instead of `ending` at the end of its name. */
export function withEnding(location: Location, ending: string, suffix: string): Location {
  return withPath(location, pathOf(location).slice(0, -ending.length) + suffix);
}

/** The last part of the key or path: `reads.bam`; for a directory its own name, `''` for a whole bucket. */
export function baseName(location: Location): string {
  if (location.scheme === 'https' && location.name !== undefined) return location.name;
  const path = pathOf(location);
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** The path or key. That of a URL is decoded. */
function pathOf(location: Location): string {
  switch (location.scheme) {
    case 's3':
      return location.key;
    case 'file':
      return location.path;
    case 'https':
      return decoded(new URL(location.url).pathname);
  }
}

function withPath(location: Location, path: string): Location {
  switch (location.scheme) {
    case 's3':
      return { ...location, key: path };
    case 'file':
      return { ...location, path };
    case 'https': {
      const url = new URL(location.url);
      url.pathname = path.split('/').map(encodeURIComponent).join('/');
      return { ...location, url: url.href };
    }
  }
}

/** Unchanged if its encoding is invalid. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
