import { problemOf } from '@joblayer/problem/testing';
import { parseDockerfile } from './parse.ts';

const parse = (...lines: string[]) => parseDockerfile(lines.join('\n'), 'packages/x/Dockerfile');
const imagesOf = (...lines: string[]) => parse(...lines).images.map(({ text }) => text);
const sourcesOf = (...lines: string[]) => parse(...lines).sources.map(({ source }) => source);

describe('the images of a Dockerfile', () => {
  it('are those of each FROM, with its line', () => {
    expect(
      parse('# comment', 'FROM debian:trixie-slim', 'FROM  localhost:5000/a/b:1').images,
    ).toEqual([
      {
        keyword: 'FROM',
        text: 'debian:trixie-slim',
        position: { file: 'packages/x/Dockerfile', line: 2 },
      },
      {
        keyword: 'FROM',
        text: 'localhost:5000/a/b:1',
        position: { file: 'packages/x/Dockerfile', line: 3 },
      },
    ]);
  });

  it('do not include scratch, or an earlier stage by its name in any case or by its number', () => {
    const lines = [
      'FROM a AS Build',
      'FROM scratch',
      'COPY --from=build /x /',
      'COPY --from=0 /y /',
    ];
    expect(imagesOf(...lines, 'FROM BUILD')).toEqual(['a']);
  });

  it('include those that files are copied from', () => {
    expect(
      imagesOf(
        'FROM a',
        'COPY --chmod=755 --from=b:1 /x /',
        'ADD --from=c /x /',
        'RUN --mount=type=bind,from=d@sha256:1,target=/x --mount=type=cache,target=/y true',
      ),
    ).toEqual(['a', 'b:1', 'c', 'd@sha256:1']);
  });

  it('include an image that has the name of a later stage', () => {
    expect(imagesOf('FROM a', 'COPY --from=tool /x /', 'FROM b AS tool')).toEqual([
      'a',
      'tool',
      'b',
    ]);
  });

  it('are refused without a name', async () => {
    expect(await problemOf(() => parse('FROM'))).toMatchObject({ code: 'invalid-instruction' });
  });
});

describe('the arguments before the first FROM', () => {
  it('have their defaults as written, without quotes', () => {
    const { globalArguments } = parse(
      'ARG A=debian B="x y"',
      "ARG C='$A:1'",
      'ARG D',
      'FROM $A',
      'ARG E=1',
    );
    expect(globalArguments).toEqual([
      { name: 'A', defaultValue: 'debian' },
      { name: 'B', defaultValue: 'x y' },
      { name: 'C', defaultValue: '$A:1' },
      { name: 'D', defaultValue: undefined },
    ]);
  });
});

describe('the sources of a Dockerfile', () => {
  it('are all arguments of COPY and ADD but the last, over several lines', () => {
    expect(
      sourcesOf('FROM a', 'COPY --chmod=755 dist \\', '  # why', '  src/*.ts /app/', 'ADD x.tar /'),
    ).toEqual(['dist', 'src/*.ts', 'x.tar']);
  });

  it('may hold spaces in the JSON form', () => {
    expect(sourcesOf('FROM a', 'COPY ["a b", "c", "/d e/"]')).toEqual(['a b', 'c']);
  });

  it('do not include URLs, files of another image or here-documents', () => {
    expect(
      sourcesOf(
        'FROM a',
        'ADD --checksum=sha256:1 https://example.org/x.tar git@example.org:r.git /',
        'COPY --from=b /x /',
        'COPY <<EOF /etc/motd',
        'COPY hidden /',
        'EOF',
        'COPY real /',
      ),
    ).toEqual(['real']);
  });

  it('include the paths that RUN mounts from the build context', () => {
    expect(
      sourcesOf(
        'FROM a AS b',
        'RUN --mount=type=bind,source=list.txt,target=/l --mount=target=/all true',
        'RUN --mount=type=bind,from=b,source=/x,target=/x --mount=type=secret,id=s true',
      ),
    ).toEqual(['list.txt', '.']);
  });

  it('are refused in the JSON form unless they are a list of strings', async () => {
    expect(await problemOf(() => parse('FROM a', 'COPY ["a", 1, "b"]'))).toMatchObject({
      code: 'invalid-instruction',
      position: { line: 2 },
    });
  });
});
