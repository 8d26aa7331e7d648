import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobJournal } from './job-journal.ts';
import { leftovers } from './leftovers.ts';
import { appendToJournal } from './journal-file.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'journal-'))));
afterEach(() => rmSync(root, { recursive: true }));

const upload = (uploadId: string) => ({ bucket: 'b', key: `dir/ü "${uploadId}"\n`, uploadId });
const intended = (name: string) => ({ bucket: 'b', key: name, atMs: 7 });
const NOTHING = {
  ...{ uploads: [], intendedUploads: [], files: [], marks: [] },
  ...{ publications: [], sweepers: [] },
};
const journal = () => {
  const opened = new JobJournal();
  opened.openIn(root);
  return opened;
};
const start = (written: JobJournal, uploadId: string) =>
  written.uploadStarted(written.uploadIntended(intended(uploadId)), upload(uploadId));

describe('the journal of a job', () => {
  it('lists the uploads that began and did not end, and those that may have begun', () => {
    const written = journal();
    ['1', '2', '3'].forEach((id) => start(written, id));
    written.uploadEnded('2');
    written.uploadIntended(intended('asked'));
    written.uploadEnded(written.uploadIntended(intended('refused')));
    expect(leftovers(root)).toEqual({
      ...NOTHING,
      uploads: [upload('1'), upload('3')],
      intendedUploads: [intended('asked')],
    });
  });

  it('lists the unfinished files beside outputs', () => {
    const written = journal();
    ['/out/.a', '/out/.b'].forEach((path) => written.fileBegun(path));
    written.fileEnded('/out/.a');
    expect(leftovers(root)).toEqual({ ...NOTHING, files: ['/out/.b'] });
  });

  it('lists the outputs that were about to become visible', () => {
    const publication = {
      attempt: 'a1',
      outputManifest: { scheme: 's3', bucket: 'b', key: 'out/x.joblayer.json' },
      objects: [
        { location: { scheme: 's3', bucket: 'b', key: 'out/x' }, mark: 'a1' },
        { location: { scheme: 'file', path: '/out/ü "y"' }, mark: '5-6-7' },
      ],
    } as const;
    journal().publishing(publication);
    expect(leftovers(root)).toEqual({ ...NOTHING, publications: [publication] });
  });

  it('lists the sweeps that were about to roll back', () => {
    journal().rollingBack('c1');
    journal().rollingBack('c2');
    expect(leftovers(root)).toEqual({ ...NOTHING, sweepers: ['c1', 'c2'] });
  });

  it('keeps lines from before the scratch directory exists', () => {
    const early = new JobJournal();
    start(early, '1');
    expect(leftovers(root)).toEqual(NOTHING);
    early.openIn(root);
    expect(leftovers(root).uploads).toEqual([upload('1')]);
  });

  it('is read up to its last whole line if a line was cut short', () => {
    start(journal(), '1');
    appendFileSync(join(root, 'journal.jsonl'), '{"type":"ended","id":"1');
    expect(leftovers(root).uploads).toEqual([upload('1')]);
  });

  it.each([
    '',
    'null\n',
    '[]\n7\n{}\n',
    '{"type":"upload-started","intention":"i","bucket":1,"key":"k","uploadId":"u"}\n',
    '{"type":"file-begun"}\n{"type":"other","path":"/x"}\n',
    '\0\xff\n',
  ])('lists nothing if its text is %j', (text) => {
    writeFileSync(join(root, 'journal.jsonl'), text);
    expect(leftovers(root)).toEqual(NOTHING);
  });

  it('counts as empty if it is missing or a link', () => {
    expect(leftovers(root)).toEqual(NOTHING);
    writeFileSync(join(root, 'other'), '{"type":"file-begun","path":"/x"}\n');
    symlinkSync('other', join(root, 'journal.jsonl'));
    expect(leftovers(root)).toEqual(NOTHING);
  });

  it('is not written through a link that has its name', () => {
    writeFileSync(join(root, 'other'), 'precious');
    symlinkSync('other', join(root, 'journal.jsonl'));
    expect(() => journal()).toThrow(expect.objectContaining({ code: 'local-io' }));
    expect(readFileSync(join(root, 'other'), 'utf8')).toBe('precious');
  });

  it.each<[string, (path: string) => void]>([
    ['a FIFO', (path) => execFileSync('mkfifo', [path])],
    ['a directory', (path) => mkdirSync(path)],
    ['a second name of another file', (path) => linkSync(join(root, 'other'), path)],
    ['a file without end', (path) => truncateSync(path, 2 ** 40)],
  ])('counts as empty if it is %s', (_, plant) => {
    const line = '{"type":"file-begun","path":"/x"}\n';
    writeFileSync(join(root, 'other'), line);
    const path = join(root, 'journal.jsonl');
    if (_ === 'a file without end') writeFileSync(path, line);
    plant(path);
    expect(leftovers(root)).toEqual(NOTHING);
  });

  it('fails with disk-full on a full disk when something begins, but not when it ends', () => {
    const full = new JobJournal((_, text) => appendToJournal('/dev/full', text));
    full.openIn(root);
    const begin = () => full.uploadIntended(intended('1'));
    expect(begin).toThrow(expect.objectContaining({ code: 'disk-full', exitCode: 74 }));
    full.uploadEnded('1');
  });
});
