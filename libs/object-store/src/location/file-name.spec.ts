import { checkFileName, checkRelativePath } from './file-name.ts';

const location = { scheme: 's3', bucket: 'b', key: 'k' } as const;

describe('a key’s path below a directory', () => {
  it.each(['a', 'a/b', 'it\'s "$(x)" `y`', '..a/b..', '試料.fq', 'a\nb', '-rf'])(
    '%j can be staged',
    (path) => expect(checkRelativePath(path, location)).toBe(path),
  );

  it.each(['..', '../x', 'a/../../x', 'a//b', '/a', 'a/.', 'a/', '', 'a\0b'])(
    '%j is refused, because it would lead out of the directory or is not a file name',
    (path) => {
      expect(() => checkRelativePath(path, location)).toThrow(
        expect.objectContaining({ code: 'bad-data' }),
      );
    },
  );

  it('with a part of more than 255 bytes is refused', () => {
    expect(() => checkFileName('ü'.repeat(128), location)).toThrow(/255/);
    expect(checkFileName('ü'.repeat(127), location)).toHaveLength(127);
  });
});
