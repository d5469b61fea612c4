import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The user that the server runs as; empty when that is simply ourselves. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

const dedicated = 'sipas-postgres';

/**
 * PostgreSQL refuses to run as root. Root therefore hands over to the owner of an existing cluster, to the
 * `postgres` user of the system, to a dedicated one made for this purpose, or at last to `nobody`.
 * @param cluster folder of the cluster, which may not exist yet
 */
export function chooseServerUser(cluster: string): ServerUser {
  if (process.getuid?.() !== 0) return {};
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    const { uid, gid } = statSync(cluster);
    if (uid !== 0) return { uid, gid };
  }
  return findUser('postgres') ?? findUser(dedicated) ?? makeUser() ?? findUser('nobody') ?? {};
}

function findUser(name: string): ServerUser | undefined {
  if (!existsSync('/etc/passwd')) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

/** The first command is the usual one, the second that of BusyBox. */
function makeUser(): ServerUser | undefined {
  const attempts = [
    ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', dedicated],
    ['adduser', '-S', '-D', '-H', dedicated],
  ] as const;
  for (const [command, ...args] of attempts) {
    if (spawnSync(command, args, { stdio: 'ignore' }).status === 0) return findUser(dedicated);
  }
  return undefined;
}
