/** What came back from one POST, or why nothing did. */
export type PostAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly retryAfter: string | undefined;
      /** At most the first 64 kB. */
      readonly body: Uint8Array;
    }
  /** No answer. `sent`: the whole body had left, so the destination may have taken it. */
  | { readonly kind: 'failed'; readonly sent: boolean; readonly reason: string };

/** What to do with the request (ledger: "Answers"). Reasons are words for the user. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly rejectedPoints: number; readonly message: string }
  | { readonly kind: 'retry'; readonly unseen: boolean; readonly afterMs: number | undefined; readonly reason: string }
  /** A setting is wrong: nothing is sent until it changes or a few minutes have passed. */
  | { readonly kind: 'hold'; readonly unseen: boolean; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };
