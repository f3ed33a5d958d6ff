import type { Document } from 'yaml';
import type { TargetFamilies } from '../../core/model/family-facts.ts';
import type { Answer, FieldProblem, Outcome, SetForwarding } from '../../../preload/contract/api.ts';
import type {
  EndpointReading,
  FamilySwitches,
  SaveDestination,
  SendPlan,
  TestStepView,
} from '../../../preload/contract/destination.ts';
import { parseEndpoint, type EndpointResult } from '../endpoint.ts';
import type { Ports } from '../ports.ts';
import { setEndpoint, setFamilies, setForwardedBoxes } from '../settings/edits.ts';
import type { SettingsBook } from '../settings/settings-book.ts';
import { refusalOf, testConnection } from '../test-connection.ts';
import { tokenProblem } from '../token-rules.ts';
import type { CurrentDestination } from './current-destination.ts';
import { moveSwitches } from './family-switches.ts';
import type { ForwardingSwitches } from './forwarding-switches.ts';
import { sendPlan } from './send-plan.ts';
import { tokenPageOf } from './token-page.ts';
import { capital } from '../capital.ts';

/** What the desk reads and moves. */
export interface DestinationParts {
  readonly book: SettingsBook | undefined;
  readonly current: CurrentDestination;
  readonly switches: ForwardingSwitches;
  readonly secrets: Ports['secrets'];
  /** Whose keychain that is: the screen may be on another one. */
  readonly computer: string;
  /** What each target of a box tells. */
  readonly families: (box: string) => readonly TargetFamilies[];
}

/** A token for an address, or why there is none, in words. */
type FoundToken =
  | { readonly kind: 'present'; readonly token: string }
  | { readonly kind: 'absent' | 'unknown'; readonly words: string };

/** Answers what a screen asks about where metrics go, and which. */
export class DestinationDesk {
  readonly #parts: DestinationParts;

  constructor(parts: DestinationParts) {
    this.#parts = parts;
  }

  /** What a text names, without asking anybody. */
  read(text: string): EndpointReading {
    const result = this.#parse(text);
    return result.ok ? { ...result, tokenPage: tokenPageOf(result.endpoint) } : result;
  }

  /** Each step as far as it came; nothing is stored. */
  async test({ endpoint: text, token }: SaveDestination): Promise<readonly TestStepView[]> {
    const result = this.#parse(text);
    if (!result.ok) return [{ name: 'address', verdict: 'refused', words: result.reason }];
    const found = await this.#tokenOf(result.endpoint, token);
    if (found.kind !== 'present') {
      const verdict = found.kind === 'absent' ? 'refused' : 'unknown';
      return [
        { name: 'address', verdict: 'good', words: result.endpoint },
        { name: 'token', verdict, words: found.words },
      ];
    }
    const steps: TestStepView[] = [];
    for await (const step of testConnection(this.#setting(result.endpoint, found.token))) steps.push(step);
    return steps;
  }

  /** Tried before it is stored: a wrong token is told at once. */
  async save({ endpoint: text, token }: SaveDestination): Promise<Answer> {
    const result = this.#parse(text);
    if (!result.ok) return result;
    const { endpoint } = result;
    const found = await this.#tokenOf(endpoint, token);
    if (found.kind !== 'present') return refused(capital(found.words));
    const refusal = tokenProblem(found.token) ?? (await refusalOf(this.#setting(endpoint, found.token)));
    if (refusal !== undefined) return refused(refusal);
    if (token !== null) {
      const stored = await this.#parts.secrets.write(endpoint, found.token);
      if (stored.kind !== 'stored')
        return refused(`The keychain of ${this.#parts.computer} did not take the token: ${stored.reason}`);
    }
    const unkept = this.#keepEndpoint(endpoint);
    this.#parts.current.change(endpoint, found.token);
    return unkept === undefined ? { ok: true } : refused(`Metrics go there ${unkept}`);
  }

  /** The switch of a box that is watched. It is moved even where that cannot be kept. */
  setForwarding({ box, on }: SetForwarding): Answer {
    const { current, switches } = this.#parts;
    switches.move(box, on);
    const unkept = this.#keep((document) => {
      setForwardedBoxes(document, switches.boxes);
    });
    if (unkept !== undefined) return refused(`Forwarding is ${on ? 'on' : 'off'} ${unkept}`);
    if (!on) return { ok: true };
    if (current.endpoint === '') return refused('Enter where to forward to first');
    return current.hasToken ? { ok: true } : refused('Enter a token first');
  }

  plan(box: string): SendPlan {
    return sendPlan(this.#parts.families(box), this.#parts.switches.families);
  }

  choose(switches: FamilySwitches): Outcome {
    const moved = moveSwitches(this.#parts.switches.families, switches);
    if (!moved.ok) return moved;
    const problems = this.#change((document) => {
      setFamilies(document, moved.choice);
    });
    return problems.length === 0 ? { ok: true } : { ok: false, problems };
  }

  #parse(text: string): EndpointResult {
    const trimmed = text.trim();
    // What the configuration holds it has allowed, be it http.
    if (trimmed !== '' && trimmed === this.#parts.current.endpoint) return { ok: true, endpoint: trimmed };
    return parseEndpoint(trimmed);
  }

  #setting(endpoint: string, token: string): Parameters<typeof refusalOf>[0] {
    return { address: endpoint, token, allowHttp: endpoint === this.#parts.current.endpoint };
  }

  async #tokenOf(endpoint: string, typed: string | null): Promise<FoundToken> {
    if (typed !== null) return { kind: 'present', token: typed.trim() };
    const answer = await this.#parts.current.tokenFor(endpoint);
    switch (answer.kind) {
      case 'present':
        return { kind: 'present', token: answer.secret };
      case 'unset':
        return { kind: 'absent', words: 'no token is stored for this address. Enter one' };
      case 'locked':
      case 'unavailable':
        return { kind: 'unknown', words: `on ${this.#parts.computer}: ${answer.reason}` };
    }
  }

  /** An endpoint alone would turn all boxes on, so those that are on are named with it. */
  #keepEndpoint(endpoint: string): string | undefined {
    const { book, switches } = this.#parts;
    if (book?.configuration.forward.endpoint === endpoint) return undefined;
    return this.#keep((document) => {
      setEndpoint(document, endpoint);
      setForwardedBoxes(document, switches.boxes);
    });
  }

  /** How long a change holds that cannot be written, and why; undefined where it could, or there is nothing to write. */
  #keep(edit: (document: Document) => void): string | undefined {
    if (this.#parts.book === undefined) return undefined;
    const [problem] = this.#change(edit);
    return problem && `until the program ends, but this cannot be kept: ${problem.message}`;
  }

  #change(edit: (document: Document) => void): readonly FieldProblem[] {
    const { book } = this.#parts;
    if (book === undefined) return [{ field: null, message: 'There is no configuration here that could be changed' }];
    return book.change(edit);
  }
}

function refused(reason: string): Answer {
  return { ok: false, reason };
}
