import { appendFileSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScratchUploadJournal, unfinishedUploads } from './upload-journal.ts';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'journal-'))));
afterEach(() => rmSync(root, { recursive: true }));

const upload = (uploadId: string) => ({ bucket: 'b', key: `dir/ü "${uploadId}"\n`, uploadId });
const journal = () => {
  const opened = new ScratchUploadJournal();
  opened.openIn(root);
  return opened;
};

describe('the upload journal', () => {
  it('names the uploads that began and did not end', () => {
    const written = journal();
    ['1', '2', '3'].map(upload).forEach((begun) => written.uploadStarted(begun));
    written.uploadEnded('2');
    expect(unfinishedUploads(root)).toEqual([upload('1'), upload('3')]);
  });

  it('keeps what comes before there is a scratch directory', () => {
    const early = new ScratchUploadJournal();
    early.uploadStarted(upload('1'));
    expect(unfinishedUploads(root)).toEqual([]);
    early.openIn(root);
    expect(unfinishedUploads(root)).toEqual([upload('1')]);
  });

  it('is read as far as it goes when its last line was cut', () => {
    journal().uploadStarted(upload('1'));
    appendFileSync(join(root, 'uploads.jsonl'), '{"bucket":"b","key');
    expect(unfinishedUploads(root)).toEqual([upload('1')]);
  });

  it.each(['', 'null\n', '[]\n7\n{}\n', '{"bucket":1,"key":"k","uploadId":"u"}\n', '\0\xff\n'])(
    'of %j names none',
    (text) => {
      writeFileSync(join(root, 'uploads.jsonl'), text);
      expect(unfinishedUploads(root)).toEqual([]);
    },
  );

  it('is not read through a link, and may be missing', () => {
    expect(unfinishedUploads(root)).toEqual([]);
    writeFileSync(join(root, 'other'), JSON.stringify(upload('1')));
    symlinkSync('other', join(root, 'uploads.jsonl'));
    expect(unfinishedUploads(root)).toEqual([]);
  });

  it('on a full disk fails as such when an upload begins, and not when it ends', () => {
    rmSync(join(root, 'uploads.jsonl'), { force: true });
    symlinkSync('/dev/full', join(root, 'uploads.jsonl'));
    const full = journal();
    const begin = () => full.uploadStarted(upload('1'));
    expect(begin).toThrow(expect.objectContaining({ code: 'disk-full', exitCode: 74 }));
    full.uploadEnded('1');
  });
});
