import { copyDestination } from '@joblayer/nx-container/dockerfile';
import type { Copy } from 'dockerfile-ast';
import type { Fault, Rule } from '../rule.ts';
import type { LintSubject, LocatedInstruction } from '../subject.ts';

/** The base image declares both as volumes. */
const IN_VOLUME = /^\/(?:scratch|tmp)(?:\/|$)/;

export const noVolumeContent: Rule = {
  id: 'no-volume-content',
  why: 'a volume that is mounted there hides it, and some builders drop it',
  check: (subject) => subject.image.flatMap((instruction) => faultsOf(instruction, subject)),
};

function faultsOf(
  { keyword, node, text, line }: LocatedInstruction,
  { file }: LintSubject,
): Fault[] {
  const path = destinationOf();
  if (!IN_VOLUME.test(path)) return [];
  const what = `${keyword} makes ${path}, and the base image declares a volume there`;
  return [{ line, what, advice: 'Take a directory below /opt.' }];

  function destinationOf(): string {
    if (keyword === 'WORKDIR') return text;
    if (keyword !== 'COPY' && keyword !== 'ADD') return '';
    return copyDestination(node as Copy, { file, line });
  }
}
