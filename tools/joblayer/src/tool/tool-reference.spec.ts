import { formatImageReference } from '@joblayer/registry';
import { imageOf, parsePrefix, parseToolReference } from './tool-reference.ts';

const imageFor = (tool: string, prefix: string) =>
  formatImageReference(
    imageOf(parseToolReference(tool), parsePrefix({ value: prefix, from: 'default' })),
  );

describe('a tool', () => {
  it.each([
    ['bwa-mem', 'joblayer', 'joblayer/bwa-mem:latest'],
    ['bwa-mem@0.7.18-r1', 'joblayer', 'joblayer/bwa-mem:0.7.18-r1'],
    ['isaac@03.17+git~1', 'joblayer', 'joblayer/isaac:03.17_git_1'],
    ['bwa-mem', 'quay.io/lab/tools/', 'quay.io/lab/tools/bwa-mem:latest'],
    ['bwa-mem', '127.0.0.1:5000', '127.0.0.1:5000/bwa-mem:latest'],
    ['quay.io/lab/bwa', 'joblayer', 'quay.io/lab/bwa:latest'],
    ['lab/bwa:1', 'joblayer', 'lab/bwa:1'],
    [`lab/bwa@sha256:${'0'.repeat(64)}`, 'joblayer', `lab/bwa@sha256:${'0'.repeat(64)}`],
  ])('%s below the prefix %s is the image %s', (tool, prefix, image) => {
    expect(imageFor(tool, prefix)).toBe(image);
  });

  it.each(['', 'BWA', 'bwa mem', 'bwa@', 'https://x/y', '-x'])('%j names no tool', (text) => {
    expect(() => parseToolReference(text)).toThrow(/names no tool/);
  });

  it.each(['Lab', 'quay.io/lab:1', 'https://quay.io/lab', ''])(
    'the prefix %j is refused',
    (value) => {
      expect(() => parsePrefix({ value, from: '--registry-prefix' })).toThrow(
        /is not a registry prefix/,
      );
    },
  );
});
