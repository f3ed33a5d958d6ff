/** A certificate that is there and empty, as a workflow without secrets gives it, would be signed with. */
export function withoutEmpty(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}
