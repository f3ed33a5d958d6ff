import type { AttachedView } from '../../preload/contract/view.ts';

/** Where the monitor runs, and what is shown while it cannot be reached. */
export const attach = {
  title: 'Monitor',
  here: 'On this computer',
  hereAbout:
    'While this computer sleeps nothing is asked and nothing is sent. A machine that is always on goes on counting: attach to its monitor.',
  neighbour: 'In another program on this computer',
  neighbourAbout: 'nim-glance run watches your boxes here. It goes on when this program ends.',
  machineAbout: 'It goes on watching and forwarding while this computer is shut.',
  open: 'Attach to another machine',
  another: 'Another machine',
  pairAgain: 'Pair again',
  detach: 'Show this computer again',
  detaching: 'Changing',

  there: 'On that machine',
  thereCommands: ['nim-glance run --config FILE', 'nim-glance pair'],
  port: 'nim-glance pair prints the address, and a code that is good once, for five minutes. The way there is an SSH tunnel, which is opened for you; of one that you opened yourself, enter where it begins, as 127.0.0.1:PORT.',
  address: 'Machine, as your ssh knows it, and port',
  addressExample: 'dgx-lab:7777',
  code: 'Code',
  codeExample: 'ABCD-2345-WXYZ',
  attach: 'Attach',
  attaching: 'Attaching',
  cancel: 'Cancel',
  failed: 'This did not work. Try again.',

  retrying: 'It is tried again and again. Is that machine on, and does the tunnel to it run?',
  retryingHere:
    'It is found as soon as it runs again. Start it with nim-glance run, or quit and open this program again.',
  goesOn: 'Whether it runs there and forwards cannot be seen from here.',
  noNumbers: 'It was not reached yet.',
  settings: 'Settings',
  pageNote: 'The monitor is away: nothing can be changed until it is back.',
} as const;

/** Where the monitor runs, in the settings. */
export function placeWords(attached: AttachedView | null): { readonly place: string; readonly about: string } {
  if (attached === null) return { place: attach.here, about: attach.hereAbout };
  if (attached.sameComputer) return { place: attach.neighbour, about: attach.neighbourAbout };
  return { place: `On ${attached.computer}`, about: attach.machineAbout };
}

/** On the button that opens the form. */
export function attachWords(attached: AttachedView | null): string {
  if (attached === null || attached.sameComputer) return attach.open;
  return attached.forgotten ? attach.pairAgain : attach.another;
}

/** As a title. */
export function awayTitle({ computer, sameComputer }: AttachedView): string {
  return sameComputer ? 'The monitor here has ended' : `The monitor on ${computer} is away`;
}

/** What to do while it is away: pair again, our own network, why it is away, or what may be wrong. */
export function awayAdvice({ why, forgotten, sameComputer }: AttachedView, network: string | null): string {
  if (forgotten) return why;
  return network ?? (why !== '' ? why : sameComputer ? attach.retryingHere : attach.retrying);
}

/** `clock`: the time of the day when it was last heard; empty where it never was. */
export function lastHeardWords(clock: string): string {
  return clock === '' ? attach.noNumbers : `What you see is as of ${clock}.`;
}
