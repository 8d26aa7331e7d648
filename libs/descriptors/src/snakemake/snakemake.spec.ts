import { exported, outputsDescription } from '../testing/descriptions.ts';

const rule = (name = 'other') => exported('snakemake', outputsDescription, `${name}.smk`);

describe('a Snakemake rule', () => {
  it('has the required files, named after a sample', () => {
    expect(rule()).toContain('reads="{sample}.fq",');
    expect(rule()).toMatch(
      /output:\n\s+text="\{sample\}\.txt",\n\s+index_="\{sample\}\.txt\.idx",\n\s+log:/,
    );
  });

  it('has the container by digest, threads, memory and disk', () => {
    expect(rule()).toMatch(/container:\n\s+"docker:\/\/registry\.example\.org\/.*@sha256:/);
    expect(rule()).toMatch(/threads: 1\n\s+resources:\n\s+mem_mb=269,\n\s+disk_mb=lambda/);
  });

  it('takes optional outputs by their options', () => {
    expect(rule()).toMatch(/"outputs": \{\n[^}]*"copy_": "copy",\n[^}]*"plots": "plots",/);
  });

  it('shows what the runner says in its log and in the log of the engine', () => {
    expect(rule()).toContain(
      'joblayer-run other {params.options} --cpus={threads} 2>&1 | tee {log:q}',
    );
  });
});
