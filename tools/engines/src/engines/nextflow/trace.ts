/** The last exit code of each process in Nextflow's trace: a table with tabs and a head line. */
export function exitCodes(trace: string): ReadonlyMap<string, number> {
  const [head = '', ...rows] = trace.trimEnd().split('\n');
  const columns = head.split('\t');
  const [name, exit] = [columns.indexOf('name'), columns.indexOf('exit')];
  return new Map(
    rows
      .map((row) => row.split('\t'))
      .map((cells) => [processIn(cells[name] ?? ''), Number(cells[exit])]),
  );
}

/** `CASE_BWA_MEM:BWA_MEM (bwa-mem)` is a task of `BWA_MEM`. */
const processIn = (task: string): string => (task.split(' ')[0] ?? '').split(':').at(-1) ?? '';
