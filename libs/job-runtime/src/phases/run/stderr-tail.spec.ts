import { StderrTail } from './stderr-tail.ts';

const tailOf = (...chunks: string[]) => {
  const tail = new StderrTail();
  chunks.forEach((chunk) => tail.add(Buffer.from(chunk)));
  return tail;
};

describe('the end of a tool’s stderr', () => {
  it('is all of it if it is short', () => {
    expect(tailOf('a\n', 'b').text()).toBe('a\nb');
    expect(tailOf().text()).toBe('');
  });

  it('is its last 64 KiB, whatever the size of its chunks', () => {
    const text = Array.from({ length: 100_000 }, (_, i) => String(i % 10)).join('');
    const end = text.slice(-64 * 1024);
    expect(tailOf(text).text()).toBe(end);
    expect(tailOf(...text).text()).toBe(end);
    expect(tailOf('before', text.slice(0, 70_000), text.slice(70_000)).text()).toBe(end);
  });

  it('has as its last line the last one that is not blank', () => {
    expect(tailOf('one\ntwo\r\n', ' \n\n').lastLine()).toBe('two');
    expect(tailOf('\n').lastLine()).toBe('');
  });

  it('has as its last line the error of a Java program, and not a stack frame', () => {
    const trace = [
      'java.lang.RuntimeException: a',
      '\tat org.snpeff.SnpEff.main(SnpEff.java:164)',
      'Caused by: java.io.IOException: not a database',
      '\tat java.base/java.lang.Thread.<init>(Thread.java:1)',
      '\t... 9 more',
    ];
    expect(tailOf(trace.join('\n')).lastLine()).toBe(
      'Caused by: java.io.IOException: not a database',
    );
  });
});
