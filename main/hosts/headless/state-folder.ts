import { homedir } from 'node:os';
import { directoriesOf } from '../../app/config/directories.ts';

/** Where the store lies: what `--state-dir` names, else what is usual on this system. It need not exist. */
export function stateFolder(stateDir: string | undefined): string {
  return stateDir ?? directoriesOf(process.platform, process.env, homedir()).state;
}
