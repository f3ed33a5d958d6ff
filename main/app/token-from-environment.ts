/** `DT_API_TOKEN` of Dynatrace's page; an empty one is none. */
export function tokenFromEnvironment(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const token = env['DT_API_TOKEN']?.trim();
  return token === '' ? undefined : token;
}
