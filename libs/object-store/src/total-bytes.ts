/** The size of several objects or files together. */
export const totalBytes = (objects: readonly { readonly sizeBytes: number }[]): number =>
  objects.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
