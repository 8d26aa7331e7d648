import { exported, outputsDescription } from '../testing/descriptions.ts';

const wdl = (name = 'other') => exported('wdl', outputsDescription, `${name}.wdl`);

describe('a WDL document', () => {
  it('has a task, and a workflow that calls it alone', () => {
    expect(wdl()).toMatch(/^version 1\.1\n\ntask other \{/);
    expect(wdl()).toContain('workflow run_other {');
  });

  it('takes a directory as an archive, which it unpacks below the working directory', () => {
    expect(wdl()).toContain('File? panel\n');
    expect(wdl()).toContain(
      `~{if defined(panel) then "mkdir -p joblayer-inputs/panel && tar -xf '" + panel + "' -C joblayer-inputs/panel" else ""}`,
    );
  });

  it('has an index under either suffix, and an optional output only if it is there', () => {
    expect(wdl()).toContain('File index = flatten([glob("*.txt.idx"), glob("*.txt.ix2")])[0]');
    expect(wdl()).toContain(
      'File? plots = if length(glob("plots.tar")) > 0 then glob("plots.tar")[0] else None',
    );
  });

  it('states disk space as a text, which Toil and Cromwell read', () => {
    expect(wdl()).toContain('disks: "local-disk ~{disk_gib} SSD"');
  });

  it('states container, CPUs, memory, disk and retries', () => {
    const [, runtime = ''] = wdl().split('runtime {');
    for (const key of ['container: "registry', 'cpu: cpu', 'memory: ', 'disks: ', 'maxRetries: '])
      expect(runtime).toContain(key);
  });
});
