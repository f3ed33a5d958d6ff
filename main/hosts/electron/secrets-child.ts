// Runs in a utility process of its own for one request, because a keychain that hangs must not hang the app.

import type { SecretReply, SecretRequest } from './secret-message.ts';

const service = 'nim-glance';

process.parentPort.once('message', (event: { data: unknown }) => {
  void answer(event.data as SecretRequest).then((reply) => {
    process.parentPort.postMessage(reply);
  });
});

async function answer(request: SecretRequest): Promise<SecretReply> {
  try {
    // Loaded late: where libsecret is missing, loading fails, and that too must become an answer.
    // It is CommonJS: as an ES module, all of it lies under `default`.
    const { default: keytar } = await import('keytar');
    if (request.kind === 'write') {
      await keytar.setPassword(service, request.account, request.secret);
      return { kind: 'stored' };
    }
    const secret = await keytar.getPassword(service, request.account);
    return secret === null ? { kind: 'unset' } : { kind: 'present', secret };
  } catch (error) {
    return { kind: 'unavailable', reason: `The keychain cannot be used: ${messageOf(error, request)}` };
  }
}

function messageOf(error: unknown, request: SecretRequest): string {
  const first = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return request.kind === 'write' ? first.split(request.secret).join('…') : first;
}
