import type { Layer } from './layers.ts';

/** The size of an image in a registry. */
export interface ImageSize {
  /** The bytes of all layers, compressed. A host that has none of them pulls these. */
  readonly compressedBytes: number;
  /** The bytes of the layers that no other image here has. */
  readonly ownBytes: number;
  /** Whether a stand-in was measured. It holds everything but the tool itself. */
  readonly standIn: boolean;
}

/** A pushed image. */
export interface PushedImage {
  readonly layers: readonly Layer[];
  readonly standIn: boolean;
}

export interface ImageSizes {
  /** The bytes of all layers of all images, compressed. A layer that several have counts once. */
  readonly togetherBytes: number;
  /** By package. */
  readonly images: Readonly<Record<string, ImageSize>>;
}

/** The sizes of images by name, from their layers. A layer that an image has twice counts once. */
export function imageSizes(images: ReadonlyMap<string, PushedImage>): ImageSizes {
  const layers = [...images].map(
    ([name, image]) =>
      [
        name,
        new Map(image.layers.map((layer) => [layer.digest, layer.sizeBytes])),
        image.standIn,
      ] as const,
  );
  const isOwn = (name: string, digest: string) =>
    layers.every(([other, digests]) => other === name || !digests.has(digest));
  const sizes = layers.map(([name, digests, standIn]) => {
    const own = [...digests].filter(([digest]) => isOwn(name, digest));
    return [name, { compressedBytes: sum(digests), ownBytes: sum(own), standIn }] as const;
  });
  const all = new Map(layers.flatMap(([, digests]) => [...digests]));
  return { togetherBytes: sum(all), images: Object.fromEntries(sizes) };
}

const sum = (layers: Iterable<readonly [string, number]>): number =>
  [...layers].reduce((total, [, sizeBytes]) => total + sizeBytes, 0);
