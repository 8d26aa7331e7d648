/** The job definition of a tool: of letters, digits, - and _ only, as Batch wants it. */
export const definitionName = (repositoryPrefix: string, packageName: string): string =>
  `${repositoryPrefix}-${packageName}`.replaceAll(/[^\w-]/g, '-');
