import { formatImageReference, parseImageReference } from './image-reference.ts';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('an image reference', () => {
  it.each([
    ['debian', { repository: 'debian' }],
    ['debian:trixie-slim', { repository: 'debian', tag: 'trixie-slim' }],
    ['joblayer/base:1.0_x', { repository: 'joblayer/base', tag: '1.0_x' }],
    ['localhost/base', { registry: 'localhost', repository: 'base' }],
    ['localhost:5000/base', { registry: 'localhost:5000', repository: 'base' }],
    ['127.0.0.1:5001/a/b:1', { registry: '127.0.0.1:5001', repository: 'a/b', tag: '1' }],
    ['[::1]:5001/a', { registry: '[::1]:5001', repository: 'a' }],
    ['registry:5000/a', { registry: 'registry:5000', repository: 'a' }],
    [
      'quay.io/biocontainers/samtools',
      { registry: 'quay.io', repository: 'biocontainers/samtools' },
    ],
    [`debian@${DIGEST}`, { repository: 'debian', digest: DIGEST }],
    [
      `1.dkr.ecr.eu-central-1.amazonaws.com:443/a__b/c-d.e:v1@${DIGEST}`,
      {
        registry: '1.dkr.ecr.eu-central-1.amazonaws.com:443',
        repository: 'a__b/c-d.e',
        tag: 'v1',
        digest: DIGEST,
      },
    ],
  ])('%s is parsed, and formatted to the same text', (text, parts) => {
    const reference = parseImageReference(text);
    expect(reference).toEqual({
      registry: undefined,
      tag: undefined,
      digest: undefined,
      ...parts,
    });
    expect(formatImageReference(reference)).toBe(text);
  });

  it.each(['', 'Debian', 'a:', 'a@sha256:12', 'a b', '/a', 'a//b', 'a/', 'a:b:c', '-a'])(
    '%j is refused',
    (text) => {
      expect(() => parseImageReference(text)).toThrow(/is not an image reference/);
    },
  );
});
