/** The Dockerfile's ARG with the version of a software: `SAMTOOLS_VERSION`; `_3D_DNA_VERSION`, as no variable begins with a digit. */
export function versionArgument(softwareName: string): string {
  const name = softwareName.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return `${/^\d/.test(name) ? '_' : ''}${name}_VERSION`;
}
