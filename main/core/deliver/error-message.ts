const LONGEST = 300;

/** What an error body says, by its content type: Dynatrace's JSON envelope, `google.rpc.Status`, or text. */
export function errorMessage(contentType: string, body: Uint8Array): string {
  const text = messageOf(contentType, body).replace(/\s+/g, ' ').trim();
  return text.length > LONGEST ? `${text.slice(0, LONGEST)} …` : text;
}

function messageOf(contentType: string, body: Uint8Array): string {
  if (/\bprotobuf\b/.test(contentType)) return statusMessage(body);
  const text = new TextDecoder().decode(body);
  if (/\bjson\b/.test(contentType)) return envelopeMessage(text);
  return /\bhtml\b/.test(contentType) ? '' : text;
}

function envelopeMessage(text: string): string {
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : '';
  } catch {
    return text;
  }
}

/** `google.rpc.Status` is { int32 code = 1; string message = 2; … }; only the message is of use here. */
function statusMessage(body: Uint8Array): string {
  for (let at = 0; at < body.length;) {
    const tag = body[at] ?? 0;
    at += 1;
    if (tag === 0x08) {
      while ((body[at] ?? 0) >= 0x80) at += 1;
      at += 1;
      continue;
    }
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = body[at] ?? 0;
      at += 1;
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (tag === 0x12) return new TextDecoder().decode(body.subarray(at, at + length));
    at += length;
  }
  return '';
}
