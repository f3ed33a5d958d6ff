import type { SecretStore } from '../../app/ports.ts';
import { conclusionOf, testConnection, type Conclusion, type ConnectionStep } from '../../app/test-connection.ts';
import { environmentToken } from './environment-token.ts';
import { headlessPorts } from './headless-ports.ts';
import { namedEndpoint, type EndpointArguments } from './named-endpoint.ts';
import { plainJson } from './plain.ts';
import { stepLine, type TokenIo } from './token-command.ts';

export interface TestConnectionArguments extends EndpointArguments {
  readonly json: boolean;
}

const CONCLUSIONS: Readonly<Record<Conclusion, string>> = {
  accepted: 'accepted: metrics would be taken',
  refused: 'refused: nothing would be taken',
  unknown: 'unknown: the destination could not be asked',
};

/**
 * `nim-glance test-connection`: each step and its result, then what they say together; nothing is written at the
 * destination. The token is that of the environment, else the keychain's. Exit codes: 0 accepted; 1 refused, could not
 * be asked, or there is no token; a `UsageError`, 2, for an address that is none. No output holds the token.
 */
export async function testConnectionCommand(
  args: TestConnectionArguments,
  io: Omit<TokenIo, 'stdin'>,
  secrets: SecretStore = headlessPorts.secrets,
): Promise<number> {
  const endpoint = namedEndpoint(args, io.env);
  const found = await findToken(endpoint, io.env, secrets);
  if (!found.ok) {
    io.stderr.write(`no token: ${found.reason}\n`);
    return 1;
  }
  const steps: ConnectionStep[] = [];
  for await (const step of testConnection({ address: endpoint, token: found.token, allowHttp: args.allowHttp })) {
    steps.push(step);
    if (!args.json) io.stdout.write(stepLine(step));
  }
  const result = conclusionOf(steps);
  io.stdout.write(
    args.json ? `${plainJson(JSON.stringify({ endpoint, result, steps }))}\n` : `${CONCLUSIONS[result]}\n`,
  );
  return result === 'accepted' ? 0 : 1;
}

type FoundToken = { readonly ok: true; readonly token: string } | { readonly ok: false; readonly reason: string };

async function findToken(endpoint: string, env: TokenIo['env'], secrets: SecretStore): Promise<FoundToken> {
  const given = await environmentToken(env);
  if (given.kind === 'present') return { ok: true, token: given.secret };
  if (given.kind === 'refused') return { ok: false, reason: given.reason };
  const kept = await secrets.read(endpoint);
  switch (kept.kind) {
    case 'present':
      return { ok: true, token: kept.secret };
    case 'unset':
      return {
        ok: false,
        reason: `neither the environment nor the keychain has one for ${endpoint}. Run: nim-glance token set`,
      };
    case 'locked':
    case 'unavailable':
      return { ok: false, reason: `the keychain is ${kept.kind}: ${kept.reason}` };
  }
}
