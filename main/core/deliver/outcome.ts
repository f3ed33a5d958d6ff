import type { RejectionReason } from './rejection-reasons.ts';

/** What came back from one POST, or why nothing did. The headers are as they came, the token starred out. */
export type PostAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly contentType: string;
      readonly retryAfter: string | undefined;
      /** `X-RateLimit-Reset`. */
      readonly rateLimitReset?: string | undefined;
      /** What the answering clock says. */
      readonly date?: string | undefined;
      /** Where a redirect leads to. */
      readonly location?: string | undefined;
      /** At most the first 64 kB. */
      readonly body: Uint8Array;
    }
  /** No answer. `sent`: the whole body had left, so the destination may have taken it. */
  | { readonly kind: 'failed'; readonly sent: boolean; readonly reason: string };

/** What has to be put right before anything goes out; `requests`: none of ours, the destination refuses what we send. */
export type HeldBy = 'token' | 'endpoint' | 'network' | 'requests';

/** What to do with the request (ledger: "Answers"). Reasons are words for the user. */
export type Outcome =
  /** `rejectedPoints` is not more than the request held. `reasons` may also be warnings, with nothing rejected. */
  | { readonly kind: 'delivered'; readonly rejectedPoints: number; readonly reasons: readonly RejectionReason[] }
  /** `afterMs`: as the destination wishes; undefined leaves it to us. */
  | { readonly kind: 'retry'; readonly unseen: boolean; readonly afterMs: number | undefined; readonly reason: string }
  /** It is to be split. */
  | { readonly kind: 'too_large'; readonly reason: string }
  /** A setting is wrong: nothing is sent until it changes or a few minutes have passed. */
  | { readonly kind: 'hold'; readonly setting: HeldBy; readonly unseen: boolean; readonly reason: string }
  | { readonly kind: 'dead'; readonly reason: string };
