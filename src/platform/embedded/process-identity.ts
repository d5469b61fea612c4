import { readFileSync } from 'node:fs';

/** Whether a process with this id is running; one that belongs to another user counts. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Names a running process so that a later one with the same number is not mistaken for it: on Linux with the
 * tick it started at, elsewhere by its number alone. Undefined when no such process runs.
 */
export function processIdentity(pid: number): string | undefined {
  if (!isRunning(pid)) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Field 3 is the state: a zombie holds its number but does nothing any more.
    return fields[0] === 'Z' ? undefined : `${pid}@${fields[19] ?? ''}`;
  } catch {
    return String(pid);
  }
}
