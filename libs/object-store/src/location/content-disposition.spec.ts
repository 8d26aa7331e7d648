import { namesInDisposition } from './content-disposition.ts';

describe('the parser of Content-Disposition headers', () => {
  it.each([
    ['attachment; filename=x.bam', ['x.bam']],
    ['attachment; filename="a b;c.bam"; size=7', ['a b;c.bam']],
    ['attachment; filename="a\\"b.bam"', ['a"b.bam']],
    ['attachment;FileName = "x.bam"', ['x.bam']],
    [
      "attachment; filename=fallback.bam; filename*=UTF-8''na%C3%AFve%20x.bam",
      ['naïve x.bam', 'fallback.bam'],
    ],
    ["inline; filename*=iso-8859-1'en'na%EFve.bam", ['naïve.bam']],
    ['attachment; filename="na\u00c3\u00afve.bam"', ['naïve.bam']],
    ["attachment; filename*=UTF-8''%ff.bam; filename=x.bam", ['x.bam']],
    ['attachment; filename*=x.bam; filename=y.bam', ['y.bam']],
    ['attachment; filename=x.bam; filename=y.bam', ['x.bam']],
  ])('finds in %s the names %j', (header, names) => {
    expect(namesInDisposition(header)).toEqual(names);
  });

  it.each([
    ['attachment; filename="../../etc/x.bam"', ['x.bam']],
    ['attachment; filename="C:\\\\lab\\\\x.bam"', ['x.bam']],
    ["attachment; filename*=UTF-8''..%2F..%2Fx.bam", ['x.bam']],
  ])('takes from %s only the last part of the path: %j', (header, names) => {
    expect(namesInDisposition(header)).toEqual(names);
  });

  it.each([
    'attachment',
    'inline; size=7',
    'attachment; filename=""',
    'attachment; filename=".."',
    'attachment; filename="x/"',
    "attachment; filename*=UTF-8''a%0Ab.bam",
    "attachment; filename*=UTF-8''a%00.bam",
    `attachment; filename=${'x'.repeat(256)}.bam`,
  ])('finds no usable name in %s', (header) => {
    expect(namesInDisposition(header)).toEqual([]);
  });
});
