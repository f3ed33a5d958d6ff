// The commands `token` and `test-connection` as a program of its own: its arguments are an action, or `test-connection`,
// and `untested` where wanted. DT_ENDPOINT names the environment.

import { testConnectionCommand } from '../../main/hosts/headless/test-connection-command.ts';
import { tokenCommand } from '../../main/hosts/headless/token-command.ts';

const [action, flag] = process.argv.slice(2);
const where = { environment: undefined, allowHttp: false, json: false };
const code =
  action === 'test-connection'
    ? await testConnectionCommand(where, process)
    : await tokenCommand({ ...where, action, untested: flag === 'untested' }, process);
process.stdout.write('', () => process.exit(code));
