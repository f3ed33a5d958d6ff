// Runs in a utility process of its own for one request, because a keychain that hangs must not hang the app.

import { answerRequest } from '../../keychain/answer-request.ts';
import type { KeychainRequest } from '../../keychain/keychain-message.ts';

process.parentPort.once('message', (event: { data: unknown }) => {
  void answerRequest(event.data as KeychainRequest).then((reply) => {
    process.parentPort.postMessage(reply);
  });
});
