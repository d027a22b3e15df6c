/**
 * Milliseconds of processor time that this thread has used: what bounds of time are held against, since a shared machine makes any
 * code slow by the clock on the wall.
 */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
