/**
 * The Dockerfile's ARG for the version of a software: `SAMTOOLS_VERSION`. A variable cannot begin
 * with a digit, so 3d-dna has `_3D_DNA_VERSION`.
 */
export function versionArgument(softwareName: string): string {
  const name = softwareName.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_');
  return `${/^\d/.test(name) ? '_' : ''}${name}_VERSION`;
}
