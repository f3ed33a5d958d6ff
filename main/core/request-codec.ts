import { decodeRequest } from './otlp/decode-request.ts';
import { encodeSentPoints } from './otlp/encode-request.ts';
import type { RequestCodec } from './outbox/outbox.ts';

/** How the outbox reads and makes requests: by the encode stage, which it does not know. */
export const REQUEST_CODEC: RequestCodec = { decode: decodeRequest, encode: encodeSentPoints };
