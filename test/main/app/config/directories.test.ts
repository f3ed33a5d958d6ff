import assert from 'node:assert/strict';
import test from 'node:test';
import { directoriesOf } from '../../../../main/app/config/directories.ts';

test('Linux without variables: the usual places of XDG', () => {
  assert.deepEqual(directoriesOf('linux', {}, '/home/me'), {
    configuration: '/home/me/.config/nim-glance',
    state: '/home/me/.local/state/nim-glance',
    cache: '/home/me/.cache/nim-glance',
    logs: '/home/me/.local/state/nim-glance/logs',
  });
});

test('Linux with variables; a relative or empty one is ignored', () => {
  const environment = { XDG_CONFIG_HOME: '/c', XDG_STATE_HOME: 'relative', XDG_CACHE_HOME: '' };
  assert.deepEqual(directoriesOf('linux', environment, '/home/me'), {
    configuration: '/c/nim-glance',
    state: '/home/me/.local/state/nim-glance',
    cache: '/home/me/.cache/nim-glance',
    logs: '/home/me/.local/state/nim-glance/logs',
  });
  assert.equal(directoriesOf('freebsd', { XDG_STATE_HOME: '/s' }, '/home/me').logs, '/s/nim-glance/logs');
});

test('macOS: the Library, whatever XDG says', () => {
  assert.deepEqual(directoriesOf('darwin', { XDG_CONFIG_HOME: '/c' }, '/Users/me'), {
    configuration: '/Users/me/Library/Application Support/nim-glance',
    state: '/Users/me/Library/Application Support/nim-glance/state',
    cache: '/Users/me/Library/Caches/nim-glance',
    logs: '/Users/me/Library/Logs/nim-glance',
  });
});

test('Windows: what travels with the user, and what stays on the machine', () => {
  const environment = { APPDATA: 'D:\\Roaming', LOCALAPPDATA: 'D:\\Local' };
  assert.deepEqual(directoriesOf('win32', environment, 'C:\\Users\\me'), {
    configuration: 'D:\\Roaming\\nim-glance',
    state: 'D:\\Local\\nim-glance\\state',
    cache: 'D:\\Local\\nim-glance\\cache',
    logs: 'D:\\Local\\nim-glance\\logs',
  });
  assert.equal(
    directoriesOf('win32', {}, 'C:\\Users\\me').configuration,
    'C:\\Users\\me\\AppData\\Roaming\\nim-glance',
  );
});
