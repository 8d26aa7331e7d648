import { JobError, type StagedDirectory } from '@joblayer/job-runtime';
import { DOMParser, onErrorStopParsing, XMLSerializer } from '@xmldom/xmldom';
import { join } from 'node:path';

/** What describes a reference directory to isaac-align. */
export const DESCRIPTOR = 'sorted-reference.xml';

/**
 * The descriptor with each path in it, of the genome and of its annotations, as it is where the directory lies now:
 * isaac-sort-reference writes absolute paths of the place where it ran. A file is known by the longest end of its old
 * path that the directory holds. Everything else stays as it is.
 *
 * @throws JobError `bad-data` when the text is no such descriptor, or names a file that the directory does not hold
 */
export function relocate(text: string, { path, files }: StagedDirectory): string {
  const document = parse(text);
  const elements = [...document.getElementsByTagName('File')];
  if (document.documentElement?.tagName !== 'SortedReference' || elements.length === 0) {
    throw unfit(`its ${DESCRIPTOR} is not one that isaac-sort-reference wrote`);
  }
  const held = new Set(files);
  for (const element of elements) {
    const old = (element.textContent ?? '').trim();
    const found = endsOf(old).find((end) => held.has(end));
    if (found === undefined) throw unfit(`its ${DESCRIPTOR} names ${old}, which is not in it`);
    element.textContent = join(path, found);
  }
  return new XMLSerializer().serializeToString(document);
}

/** A sequence as a descriptor has it. */
export interface Contig {
  readonly name: string;
  readonly file: string;
  /** Of the first base, in the file. */
  readonly offsetBytes: number;
  readonly bases: number;
}

/**
 * The sequences that a descriptor names: SortedReferenceXml.cpp.
 *
 * @throws JobError `bad-data` when one lacks what Isaac reads of it
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
        'Expected one that isaac-reference, or isaac-sort-reference, made, with its FASTA file in it.',
    },
    cause,
  );

/** @throws JobError `bad-data` */
export function checkReference({ files }: StagedDirectory): void {
  if (!files.includes(DESCRIPTOR)) throw unfit(`it holds no ${DESCRIPTOR}`);
}
