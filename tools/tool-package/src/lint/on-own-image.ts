import type { LintSubject } from './subject.ts';

/** Whether the package's image is built on an image of the workspace. */
export function isOnOwnImage({ dockerfile, repositoryPrefix, image }: LintSubject): boolean {
  const from = image[0]?.text ?? '';
  return dockerfile.globalArguments.some(
    ({ name, defaultValue }) =>
      from.includes(`\${${name}}`) && defaultValue?.startsWith(`${repositoryPrefix}/`),
  );
}
