import type { FamilyPlan, FamilySwitches, SendPlan } from '../../../preload/contract/destination.ts';

/** A plan with switches moved as the user did it; what a preset means is known to the monitor alone. */
export function switched(plan: SendPlan, { preset, on, off }: FamilySwitches): SendPlan {
  const moved = (family: FamilyPlan): FamilyPlan => {
    if (on.includes(family.name)) return { ...family, sent: true };
    return off.includes(family.name) ? { ...family, sent: false } : family;
  };
  return { ...plan, preset, families: plan.families.map(moved) };
}

/** The newer plan in the order of the older one, so that no row jumps away from under the pointer. */
export function inOrderOf(before: SendPlan | null, after: SendPlan): SendPlan {
  if (before === null) return after;
  const places = new Map(before.families.map(({ name }, place) => [name, place]));
  const placeOf = ({ name }: FamilyPlan) => places.get(name) ?? places.size;
  return { ...after, families: [...after.families].sort((a, b) => placeOf(a) - placeOf(b)) };
}

/** The families whose name or help holds all words of a text. */
export function found(families: readonly FamilyPlan[], text: string): readonly FamilyPlan[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return families;
  return families.filter(({ name, help }) => {
    const told = `${name} ${help}`.toLowerCase();
    return wanted.every((word) => told.includes(word));
  });
}
