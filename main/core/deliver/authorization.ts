/** The `Authorization` header for a token: classic API tokens have a scheme of their own. Source: docs.dynatrace.com, OTLP API. */
export function authorizationOf(token: string): string {
  return isClassicToken(token) ? `Api-Token ${token}` : `Bearer ${token}`;
}

/** Whether this is a classic API token, which can be looked up; a platform token cannot. */
export function isClassicToken(token: string): boolean {
  return token.startsWith('dt0c01.');
}
