import { imageSizes } from './image-sizes.ts';
import { layersOf } from './layers.ts';

const layer = (digest: string, sizeBytes: number) => ({ digest: `sha256:${digest}`, sizeBytes });

describe('the sizes of images', () => {
  it('are all that one pulls, and what no other image has', () => {
    const debian = layer('d', 100);
    const samtools = layer('s', 10);
    expect(
      imageSizes(
        new Map([
          ['base', [debian]],
          ['stats', [debian, samtools, layer('p', 7)]],
          ['markdup', [debian, samtools, layer('m', 1)]],
        ]),
      ),
    ).toEqual({
      base: { compressedBytes: 100, ownBytes: 0 },
      stats: { compressedBytes: 117, ownBytes: 7 },
      markdup: { compressedBytes: 111, ownBytes: 1 },
    });
  });

  it('count a layer once that an image has twice', () => {
    const empty = layer('e', 32);
    expect(imageSizes(new Map([['a', [empty, layer('x', 1), empty]]]))).toEqual({
      a: { compressedBytes: 33, ownBytes: 33 },
    });
  });
});

describe('the layers', () => {
  const manifest = (content: object) => ({
    digest: 'sha256:0',
    mediaType: 'application/vnd.oci.image.index.v1+json',
    body: new TextEncoder().encode(JSON.stringify(content)),
  });

  it('are read from an image manifest', () => {
    const layers = [{ mediaType: 'x', digest: 'sha256:a', size: 5 }];
    expect(layersOf(manifest({ schemaVersion: 2, layers }), 'a')).toEqual([layer('a', 5)]);
  });

  it('are not those of an index of several platforms, which is said', () => {
    const index = manifest({ schemaVersion: 2, manifests: [] });
    expect(() => layersOf(index, 'bwa-mem')).toThrow(/bwa-mem.*image\.index/s);
  });
});
