/**
 * Where a file of an input lies, as `inspect` gets it. It is the type of the runtime's locations, which lie above this
 * library. Once a library below has those, they are to be imported from there.
 */
export type Location =
  | { readonly scheme: 's3'; readonly bucket: string; readonly key: string }
  | { readonly scheme: 'file'; readonly path: string }
  | { readonly scheme: 'https'; readonly url: string; readonly name?: string };
