import { JobError, type StagedDirectory } from '@joblayer/job-runtime';
import { DOMParser, onErrorStopParsing, XMLSerializer } from '@xmldom/xmldom';
import { join } from 'node:path';

/** The file that describes a reference directory to isaac-align. */
export const DESCRIPTOR = 'sorted-reference.xml';

/**
 * Replaces each path in the descriptor, of the genome and of its annotations, by the current path.
 * isaac-sort-reference writes absolute paths of its own run. A file is found by the longest end of
 * its old path in the directory.
 *
 * @throws JobError `bad-data` if the text is no such descriptor, or names a file that the directory
 * lacks
 */
export function relocate(text: string, { path, files }: StagedDirectory): string {
  const document = parse(text);
  const elements = [...document.getElementsByTagName('File')];
  if (document.documentElement?.tagName !== 'SortedReference' || elements.length === 0) {
    throw unfit(`its ${DESCRIPTOR} was not written by isaac-sort-reference`);
  }
  const held = new Set(files);
  for (const element of elements) {
    const old = (element.textContent ?? '').trim();
    const found = endsOf(old).find((end) => held.has(end));
    if (found === undefined)
      throw unfit(`its ${DESCRIPTOR} names ${old}, which is not in the directory`);
    element.textContent = join(path, found);
  }
  return new XMLSerializer().serializeToString(document);
}

/** A sequence in a descriptor. */
export interface Contig {
  readonly name: string;
  readonly file: string;
  /** Offset of the first base in the file. */
  readonly offsetBytes: number;
  readonly bases: number;
}

/**
 * The sequences in a descriptor: SortedReferenceXml.cpp.
 *
 * @throws JobError `bad-data` if one lacks a field that Isaac reads
 */
export function contigsOf(text: string): readonly Contig[] {
  return [...parse(text).getElementsByTagName('Contig')].map((element) => {
    const field = (tag: string) => element.getElementsByTagName(tag)[0]?.textContent?.trim() ?? '';
    const contig = {
      ...{ name: field('Name'), file: field('File') },
      ...{ offsetBytes: Number(field('Offset')), bases: Number(field('TotalBases')) },
    };
    if (contig.name === '' || contig.file === '' || field('Offset') === '' || !(contig.bases > 0)) {
      throw unfit(`its ${DESCRIPTOR} has a contig without a name, an offset or bases`);
    }
    return contig;
  });
}

/** `/a/b/c`: `a/b/c`, `b/c`, `c`. */
function endsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(index).join('/'));
}

function parse(text: string) {
  try {
    return new DOMParser({ onError: onErrorStopParsing }).parseFromString(text, 'application/xml');
  } catch (error) {
    throw unfit(`its ${DESCRIPTOR} is not XML`, error);
  }
}

export const unfit = (what: string, cause?: unknown): JobError =>
  new JobError(
    {
      code: 'bad-data',
      problem: `the directory given with --reference cannot be used: ${what}`,
      advice:
        'Expected a directory made by isaac-reference or isaac-sort-reference, with its FASTA file.',
    },
    cause,
  );

/** @throws JobError `bad-data` */
export function checkReference({ files }: StagedDirectory): void {
  if (!files.includes(DESCRIPTOR)) throw unfit(`it holds no ${DESCRIPTOR}`);
}
