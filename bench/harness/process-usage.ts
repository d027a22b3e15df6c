import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process has used. `null`: this system does not tell. */
export interface ProcessUsage {
  /** CPU milliseconds since its start, user and system, all threads. */
  cpuMs: number | null;
  /** Resident memory in bytes. */
  rssBytes: number | null;
}

/** Milliseconds of one tick of /proc/<pid>/stat: Linux reports 100 per second to user space on every architecture. */
const TICK_MS = 10;
const PAGE_BYTES = 4_096;

/** Reads CPU and memory of another process: from /proc where there is one, from `ps` elsewhere, or `null`. */
export function processUsage(pid: number): ProcessUsage {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return fromPs(pid);
  }
}

/** Fields of /proc/<pid>/stat; the second one, the name, may hold spaces and brackets. See proc_pid_stat(5). */
export function parseStat(stat: string): { cpuMs: number; rssBytes: number } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number);
  return {
    cpuMs: ((user ?? Number.NaN) + (system ?? Number.NaN)) * TICK_MS,
    rssBytes: (pages ?? Number.NaN) * PAGE_BYTES,
  };
}

function fromPs(pid: number): ProcessUsage {
  try {
    const line = execFileSync('ps', ['-o', 'cputime=,rss=', '-p', String(pid)], { encoding: 'utf8' });
    return parsePs(line);
  } catch {
    return { cpuMs: null, rssBytes: null };
  }
}

/** `[[dd-]hh:]mm:ss[.cc] kilobytes`, as macOS and the BSDs print it. */
export function parsePs(line: string): ProcessUsage {
  const [time = '', kilobytes = ''] = line.trim().split(/\s+/);
  if (time === '') return { cpuMs: null, rssBytes: null };
  const seconds = time.split(/[-:]/).reduce((total, part) => total * 60 + Number(part), 0);
  const days = time.includes('-') ? Number(time.split('-')[0]) : 0;
  // A day is 24 hours, not 60: what the reduction above counted too much for it.
  const cpuMs = (seconds - days * 36 * 3_600) * 1_000;
  const rssBytes = Number(kilobytes) * 1_024;
  return {
    cpuMs: Number.isFinite(cpuMs) ? cpuMs : null,
    rssBytes: rssBytes > 0 ? rssBytes : null,
  };
}
