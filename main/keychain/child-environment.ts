/** What the keychain's process gets of our environment: all but the token that may stand there. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'DT_API_TOKEN'));
}
