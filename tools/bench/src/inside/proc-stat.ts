/** Linux counts in hundredths of a second here, whatever its own clock: proc_stat(5), USER_HZ. */
const MS_PER_TICK = 10;

/**
 * The time that a machine's CPUs were busy since its start, in ms over all CPUs, from the text of /proc/stat. Its
 * first line is user, nice, system, idle, iowait, irq, softirq, steal, and guest times that user and nice include.
 */
export function busyMs(procStat: string): number {
  const fields = /^cpu +(.*)$/m.exec(procStat)?.[1]?.split(' ').map(Number) ?? [];
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) * MS_PER_TICK;
}
