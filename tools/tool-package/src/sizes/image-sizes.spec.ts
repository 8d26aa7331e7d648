import { imageSizes } from './image-sizes.ts';
import { type Layer, layersOf } from './layers.ts';

const layer = (digest: string, sizeBytes: number) => ({ digest: `sha256:${digest}`, sizeBytes });

const pushed = (...layers: Layer[]) => ({ layers, standIn: false });

describe('the sizes of images', () => {
  it('count all layers of an image, those that no other image has, and all of them together once', () => {
    const debian = layer('d', 100);
    const samtools = layer('s', 10);
    expect(
      imageSizes(
        new Map([
          ['base', pushed(debian)],
          ['stats', pushed(debian, samtools, layer('p', 7))],
          ['markdup', pushed(debian, samtools, layer('m', 1))],
        ]),
      ),
    ).toEqual({
      togetherBytes: 118,
      images: {
        base: { compressedBytes: 100, ownBytes: 0, standIn: false },
        stats: { compressedBytes: 117, ownBytes: 7, standIn: false },
        markdup: { compressedBytes: 111, ownBytes: 1, standIn: false },
      },
    });
  });

  it('count a layer that an image has twice once', () => {
    const empty = layer('e', 32);
    expect(imageSizes(new Map([['a', pushed(empty, layer('x', 1), empty)]]))).toEqual({
      togetherBytes: 33,
      images: { a: { compressedBytes: 33, ownBytes: 33, standIn: false } },
    });
  });

  it('mark a stand-in', () => {
    const image = { layers: [layer('x', 1)], standIn: true };
    expect(imageSizes(new Map([['a', image]]))).toEqual({
      togetherBytes: 1,
      images: { a: { compressedBytes: 1, ownBytes: 1, standIn: true } },
    });
  });
});

describe('the layers of an image', () => {
  const manifest = (content: object) => ({
    digest: 'sha256:0',
    mediaType: 'application/vnd.oci.image.index.v1+json',
    body: new TextEncoder().encode(JSON.stringify(content)),
  });

  it('are read from its image manifest', () => {
    const layers = [{ mediaType: 'x', digest: 'sha256:a', size: 5 }];
    expect(layersOf(manifest({ schemaVersion: 2, layers }), 'a')).toEqual([layer('a', 5)]);
  });

  it('are not read from an index of several platforms, which is refused', () => {
    const index = manifest({ schemaVersion: 2, manifests: [] });
    expect(() => layersOf(index, 'bwa-mem')).toThrow(/bwa-mem.*image\.index/s);
  });
});
