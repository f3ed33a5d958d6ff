import assert from 'node:assert/strict';
import test from 'node:test';
import { updateReason } from '../../../../main/hosts/electron/update-reason.ts';

/** As electron-updater makes them. */
function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

const CASES: readonly (readonly [unknown, string])[] = [
  [new Error('net::ERR_CONNECTION_REFUSED'), 'where the releases are cannot be reached (net::ERR_CONNECTION_REFUSED)'],
  [
    coded('ECONNREFUSED', 'connect ECONNREFUSED 1.2.3.4:443'),
    'where the releases are cannot be reached (ECONNREFUSED)',
  ],
  [
    Object.assign(new Error('503 \nheaders'), { statusCode: 503, code: 'HTTP_ERROR_503' }),
    'where the releases are answers with HTTP 503',
  ],
  [
    coded('ERR_UPDATER_CHANNEL_FILE_NOT_FOUND', 'Cannot find channel "latest-linux.yml" update info: HttpError: 404'),
    'there is no release for this system',
  ],
  [
    coded('ERR_UPDATER_INVALID_UPDATE_INFO', 'Cannot parse update info from latest-linux.yml …'),
    'what answered does not tell of any version',
  ],
  [
    coded('ERR_CHECKSUM_MISMATCH', 'sha512 checksum mismatch, expected a, got b'),
    'what came is not the file that was released, so it was thrown away',
  ],
  [new Error('Command pkexec exited with code 126'), 'nobody allowed it to install a package'],
  [new Error('Command dpkg exited with code 1'), 'dpkg ended with 1'],
  [new Error('something else\nwith a stack'), 'something else'],
  ['only words', 'only words'],
];

for (const [error, reason] of CASES) {
  test(reason, () => {
    assert.equal(updateReason(error), reason);
  });
}
