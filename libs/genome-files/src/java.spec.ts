import { java, outOfHeap } from './index.ts';

describe('a Java program', () => {
  it('gets four fifths of the granted memory as its heap, the granted CPUs, and the job’s directory for temporary files', () => {
    const argv = java({ cpus: 3, memoryMiB: 1001, tmpDir: './tmp' }, '-jar', 'x.jar', 'run');
    expect(argv).toContain('-Xmx800m');
    expect(argv).toContain('-XX:ActiveProcessorCount=3');
    expect(argv).toContain('-Djava.io.tmpdir=./tmp');
    expect(argv.slice(-3)).toEqual(['-jar', 'x.jar', 'run']);
  });

  it('that needs a larger heap is named in the message', () => {
    expect(outOfHeap('Picard').problem).toMatch(/^the heap of Picard,/);
  });
});
