// A process of its own for one request, because a keychain that hangs must not hang the program.

import { answerRequest } from '../../keychain/answer-request.ts';
import type { KeychainRequest } from '../../keychain/keychain-message.ts';

process.once('message', (request) => {
  void answerRequest(request as KeychainRequest).then((reply) => process.send?.(reply));
});

// Whoever asked is gone. While keytar hangs, process.exit() would hang too.
process.once('disconnect', () => {
  process.kill(process.pid, 'SIGKILL');
});
