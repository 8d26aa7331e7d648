/** Linux counts in hundredths of a second here, whatever the rate of its own clock: proc_stat(5), USER_HZ. */
const MS_PER_TICK = 10;

/**
 * The time that a machine's CPUs were busy since its start, in ms over all CPUs, from the text of /proc/stat. The first
 * line has user, nice, system, idle, iowait, irq, softirq and steal time, then guest times. User and nice time include
 * the guest times.
 */
export function busyMs(procStat: string): number {
  const fields = /^cpu +(.*)$/m.exec(procStat)?.[1]?.split(' ').map(Number) ?? [];
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = fields;
  return (user + nice + system + irq + softirq + steal) * MS_PER_TICK;
}
