import { globalValues, resolveImages } from '@joblayer/nx-container/dockerfile';
import { formatImageReference } from '@joblayer/registry';
import { isOnOwnImage } from '../on-own-image.ts';
import type { Fault, Rule } from '../rule.ts';
import type { LintSubject } from '../subject.ts';

export const foreignImage: Rule = {
  id: 'foreign-image',
  why: 'only a digest says which image of others the tool is in, and the labels state it',
  check(subject) {
    const { image, hasEntryPoint, manifest, manifestFile } = subject;
    const line = image[0]?.line ?? 1;
    if (!hasEntryPoint) return [];
    if (isOnOwnImage(subject)) {
      if (manifest.foreignImage === undefined) return [];
      const what = `${manifestFile} has a "foreignImage", but FROM takes an image of this workspace`;
      return [{ line, what, advice: 'Delete one of the two.' }];
    }
    return faultsOf(subject, line);
  },
};

function faultsOf({ dockerfile, manifest, manifestFile }: LintSubject, line: number): Fault[] {
  const found = resolveImages(dockerfile, globalValues(dockerfile)).find(
    ({ use }) => use.position.line === line,
  );
  if (found === undefined) return [];
  const text = formatImageReference(found.reference);
  if (found.reference.digest === undefined) {
    const advice = 'Write "ARG FOREIGN_IMAGE=image@sha256:…" before the first FROM, and use it.';
    return [{ line, what: `FROM takes ${text}, which has no digest`, advice }];
  }
  if (manifest.foreignImage === text) return [];
  const stated = manifest.foreignImage ?? 'no "foreignImage"';
  const what = `FROM takes ${text}, but ${manifestFile} has ${stated}`;
  return [{ line, what, advice: `Write "foreignImage": "${text}" there, and run npx nx sync.` }];
}
