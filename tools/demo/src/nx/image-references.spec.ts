import { imageReferences } from './image-references.ts';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const registry = '127.0.0.1:5566';

it('image references are found among other output, with or without a prefix', () => {
  const output = [
    'bwa-mem: pushing…',
    `bwa-mem: ${registry}/joblayer/bwa-mem@${digest}`,
    `${registry}/joblayer/samtools-stats@${digest}`,
    'Successfully ran target docker-push',
  ].join('\n');
  expect([...imageReferences(output, registry)]).toEqual([
    ['bwa-mem', `${registry}/joblayer/bwa-mem@${digest}`],
    ['samtools-stats', `${registry}/joblayer/samtools-stats@${digest}`],
  ]);
});

it.each([
  ['another registry', `127.0.0.1:9999/joblayer/bwa-mem@${digest}`],
  ['a tag', `${registry}/joblayer/bwa-mem:1.0`],
  ['a digest cut short', `${registry}/joblayer/bwa-mem@sha256:abc`],
])('%s is not taken as an image reference', (_, line) =>
  expect(imageReferences(line, registry).size).toBe(0),
);
