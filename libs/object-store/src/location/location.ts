import { urlIdentity } from './url-identity.ts';

/** An object, or with a key that is empty or ends in a slash, all objects below that prefix. */
export interface S3Location {
  readonly scheme: 's3';
  readonly bucket: string;
  readonly key: string;
}

/** A file, or with a path that ends in a slash, a directory. The path is absolute. */
export interface FileLocation {
  readonly scheme: 'file';
  readonly path: string;
}

/** A file of a web server, to be read only. */
export interface HttpsLocation {
  readonly scheme: 'https';
  /** In the form that `URL` gives it: never with a user, a password or a fragment. */
  readonly url: string;
  /** The file's name, where the user gives one because the URL's path does not end in it. */
  readonly name?: string;
}

/** Where an input comes from or an output goes to. Parsed once, at the edge. */
export type Location = S3Location | FileLocation | HttpsLocation;

/**
 * As people read it and as it is typed, except that the query of a URL is left out: whoever has a presigned one may
 * read the file, and under which name a server takes a secret, no one knows but its owner.
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

/** What tells a location from all others, for comparing. It may hold secrets: it is not to be printed. */
export const identityOf = (location: Location): string =>
  location.scheme === 'https' ? urlIdentity(location.url) : formatLocation(location);

export function isDirectoryLocation(location: Location): boolean {
  if (location.scheme === 'https' && location.name !== undefined) return false;
  const path = pathOf(location);
  return path === '' || path.endsWith('/');
}

/** The same location, as a directory: `s3://b/ref` becomes `s3://b/ref/`, so that it never means `ref2/` too. */
export function asDirectory(location: Location): Location {
  return isDirectoryLocation(location) ? location : withPath(location, `${pathOf(location)}/`);
}

/** What lies at `relativePath` below a directory. */
export function childOf(directory: FileLocation, relativePath: string): FileLocation;
export function childOf(directory: Location, relativePath: string): Location;
export function childOf(directory: Location, relativePath: string): Location {
  const parent = asDirectory(directory);
  return withPath(parent, pathOf(parent) + relativePath);
}

/** A location beside `location` whose name is `location`'s with `suffix` added. */
export function withSuffix(location: Location, suffix: string): Location {
  return withPath(location, pathOf(location) + suffix);
}

/** A location beside `location` whose name ends in `suffix` where that one's ends in `ending`. */
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

/** A URL's path without the encoding of characters that it cannot hold. */
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

/** As it is where it is not encoded as text. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
