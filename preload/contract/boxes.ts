/** Something that answers with metrics. */
export interface FoundTarget {
  /** As it is written into the configuration: host:port, or a URL where scheme or path are not the usual ones. */
  readonly address: string;
  /** Whose metrics these are, for people; empty where it is not known. */
  readonly dialect: string;
  readonly models: readonly string[];
  readonly series: number;
  /** A model server that is loading: it answers, and has no metrics yet. */
  readonly loading: boolean;
  /** The box that has it already; null where none has. */
  readonly box: string | null;
}

/** What was found on this computer. */
export interface Discovery {
  /** For a box of it: this computer's name. */
  readonly proposedName: string;
  /** In the order of the ports. */
  readonly found: readonly FoundTarget[];
}

/** What a text names that a user typed or pasted, and what is seen there now. */
export type LookAnswer =
  | {
      readonly ok: true;
      /** Good for `addBox`. */
      readonly address: string;
      /** The alias of ~/.ssh/config that leads there; null where there is none. */
      readonly ssh: string | null;
      /** For the box. */
      readonly proposedName: string;
      /** Whether the user must say which machine it is: every tunnel ends at a loopback address. */
      readonly asksName: boolean;
      /** Null while it does not answer with metrics; then `failure` says why, and what to do. */
      readonly found: FoundTarget | null;
      readonly failure: string;
      /** What of the text is not kept, such as credentials, and where it belongs, in words; empty where all of it is. */
      readonly leftOut: string;
    }
  | { readonly ok: false; readonly reason: string };

export interface NewBox {
  readonly name: string;
  /** Addresses as `look` and `discover` give them; at least one. */
  readonly targets: readonly string[];
  /** The alias of ~/.ssh/config that its addresses are reached through; null: none. */
  readonly ssh: string | null;
}

export interface ChangedBox {
  /** Its name now. */
  readonly box: string;
  /** Its name from now on. */
  readonly name: string;
  /** All of its addresses from now on. */
  readonly targets: readonly string[];
}
