import { parseEndpoint } from '../../app/endpoint.ts';
import { UsageError } from './usage-error.ts';

/** Which environment a command is about. */
export interface EndpointArguments {
  /** `--environment`: an environment id or any form of an address; `DT_ENDPOINT` when left out. */
  readonly environment: string | undefined;
  /** `--allow-http`: plain http to another computer, which shows the token to the network. */
  readonly allowHttp: boolean;
}

/** The normalised endpoint that a command names, or the environment does. Throws a `UsageError` when neither can be used. */
export function namedEndpoint(
  { environment, allowHttp }: EndpointArguments,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const [name, text] =
    environment === undefined ? ['DT_ENDPOINT', env['DT_ENDPOINT'] ?? ''] : ['--environment', environment];
  if (text.trim() === '') {
    throw new UsageError(
      'say which environment: --environment with its id (abc12345) or any of its addresses, or set DT_ENDPOINT',
    );
  }
  const endpoint = parseEndpoint(text, { allowHttp });
  if (!endpoint.ok) throw new UsageError(`${name}: ${endpoint.reason}`);
  return endpoint.endpoint;
}
