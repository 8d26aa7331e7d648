import { manifestText } from '@joblayer/nx-container/testing';

/** The names of a generated workspace's packages: a base, and `size` tools on it. */
export const packageNames = (size: number): string[] => [
  'base',
  ...Array.from({ length: size }, (_, index) => `tool-${index + 1}`),
];

/** The files of these packages. They are small, but have all parts of a tool, with a bundle. */
export function toolPackages(prefix: string, size: number): Record<string, string> {
  const files: Record<string, string> = {};
  for (const name of packageNames(size)) {
    const root = `packages/${name}`;
    files[`${root}/package.json`] = `{ "name": "@acme/${name}", "type": "module" }`;
    files[`${root}/manifest.json`] = manifestText(name);
    files[`${root}/README.md`] = `# ${name}\n`;
    files[`${root}/Dockerfile`] =
      name === 'base'
        ? 'FROM scratch\nCOPY etc/ /etc/\n'
        : `ARG BASE_IMAGE=${prefix}/base:latest\nFROM \${BASE_IMAGE}\nCOPY dist/ /opt/\n`;
    if (name === 'base') files[`${root}/etc/profile`] = 'base\n';
    else files[`${root}/src/main.ts`] = `console.log('${name}');\n`;
  }
  return files;
}
