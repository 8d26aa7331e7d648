/** The name of a tool's job definition. Batch allows only letters, digits, - and _. */
export const definitionName = (repositoryPrefix: string, packageName: string): string =>
  `${repositoryPrefix}-${packageName}`.replaceAll(/[^\w-]/g, '-');
