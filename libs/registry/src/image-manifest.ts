/** An image manifest (or an index of several), as stored in the registry. */
export interface ImageManifest {
  /** `sha256:…` of `body` */
  readonly digest: string;
  readonly mediaType: string;
  readonly body: Uint8Array<ArrayBuffer>;
}
