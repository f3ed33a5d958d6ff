import { parseDocument, type Document } from 'yaml';
import type { TargetSettings } from '../../core/model/target-settings.ts';
import type { FieldProblem, Look, Outcome } from '../../../preload/contract/api.ts';
import type { ChangedBox, Discovery, LookAnswer, NewBox } from '../../../preload/contract/boxes.ts';
import type { Dialect } from '../dialects/detect-dialect.ts';
import type { Ports } from '../ports.ts';
import type { SettingsBook } from '../settings/settings-book.ts';
import { boxAt, nameProblems, readWanted, targetProblems, type WantedTarget } from './box-problems.ts';
import { discoverTargets } from './discover.ts';
import { removeBoxEntry, removeReferences, renameReferences, writeBoxEntry } from './edit-boxes.ts';
import { addTarget, instanceOf, removeTarget } from './edit-targets.ts';
import { jobNameOf } from './job-names.ts';
import { lookAt } from './look-at.ts';

/** What a desk needs beside the configuration's text. */
export interface BoxSurroundings extends Pick<Ports, 'computerName' | 'environment' | 'clock' | 'random'> {
  /** All that are watched now. */
  readonly targets: () => readonly TargetSettings[];
  /** The ports that `discover` asks, where they are not the usual ones. */
  readonly ports?: readonly number[];
}

const NO_BOOK =
  'This was started with an address alone, so boxes cannot be changed here. Start it with --config and a file.';
const COLLECTOR =
  'The file has the form of an OpenTelemetry Collector, which is read here and not changed. Change it in an editor.';

/** Answers what a screen asks about which boxes there are. */
export class BoxDesk {
  readonly #book: SettingsBook | undefined;
  readonly #around: BoxSurroundings;
  /** What answered at the addresses that were looked at: it decides the job when they are added. */
  readonly #seen = new Map<string, Dialect>();

  constructor(book: SettingsBook | undefined, around: BoxSurroundings) {
    this.#book = book;
    this.#around = around;
  }

  async discover(): Promise<Discovery> {
    const all = await discoverTargets(this.#around.ports);
    const found = all.map(({ kind, ...target }) => {
      this.#seen.set(target.address, kind);
      return { ...target, box: this.#boxAt(target.address) };
    });
    return { proposedName: this.#around.computerName, found };
  }

  async look({ text, box }: Look): Promise<LookAnswer> {
    const { computerName, environment, targets } = this.#around;
    const { answer, kind } = await lookAt(text, {
      computerName,
      tunnels: this.#around,
      via: targets().find((target) => target.box === box)?.via,
      home: environment['HOME'] ?? environment['USERPROFILE'],
      boxAt: (address) => this.#boxAt(address),
    });
    if (answer.ok && kind !== undefined) this.#seen.set(answer.address, kind);
    return answer;
  }

  add({ name: written, targets: addresses, ssh }: NewBox): Outcome {
    const name = written.trim();
    const wanted = readWanted(addresses);
    const watched = this.#around.targets();
    const problems = [...nameProblems(name, undefined, watched), ...targetProblems(wanted, watched)];
    return this.#change(problems, (document) => {
      this.#addAll(document, wanted);
      writeBoxEntry(document, name, { name, instances: instancesOf(wanted), ssh: ssh ?? undefined });
    });
  }

  change({ box, name: written, targets: addresses }: ChangedBox): Outcome {
    const name = written.trim();
    const watched = this.#around.targets();
    const before = this.#instancesOf(box);
    const wanted = readWanted(addresses);
    const instances = instancesOf(wanted);
    const gone = before.filter((instance) => !instances.includes(instance));
    const added = wanted.filter(({ target }) => target === undefined || !before.includes(instanceOf(target)));
    const problems = [
      ...(before.length === 0 ? [noSuchBox(box)] : nameProblems(name, box, watched)),
      ...targetProblems(added, watched),
      ...this.#unremovable(gone),
    ];
    return this.#change(problems, (document) => {
      this.#addAll(document, added);
      for (const instance of gone) removeTarget(document, instance);
      writeBoxEntry(document, box, { name, instances: [...new Set(instances)] });
      renameReferences(document, box, name);
    });
  }

  remove(box: string): Outcome {
    const instances = this.#instancesOf(box);
    const problems = instances.length === 0 ? [noSuchBox(box)] : this.#unremovable(instances);
    return this.#change(problems, (document) => {
      for (const instance of instances) removeTarget(document, instance);
      removeBoxEntry(document, box);
      removeReferences(document, box);
    });
  }

  #change(problems: readonly FieldProblem[], edit: (document: Document) => void): Outcome {
    const locked = this.#book?.configuration.form === 'collector' ? COLLECTOR : NO_BOOK;
    if (this.#book === undefined || locked === COLLECTOR)
      return { ok: false, problems: [{ field: null, message: locked }] };
    if (problems.length > 0) return { ok: false, problems };
    // A line of the file says nothing beside a form.
    const told = this.#book.change(edit).map(({ message }) => ({ field: null, message }));
    return told.length === 0 ? { ok: true } : { ok: false, problems: told };
  }

  #addAll(document: Document, wanted: readonly WantedTarget[]): void {
    for (const { target, address } of wanted) {
      if (target === undefined) continue;
      addTarget(document, target, jobNameOf(this.#seen.get(address), target.address.port));
    }
  }

  /** Of those that `relabel_configs` have moved the file shows no trace; tried on a copy. */
  #unremovable(instances: readonly string[]): readonly FieldProblem[] {
    const copy = parseDocument(this.#book?.text ?? '', { schema: 'failsafe' });
    return instances
      .filter((instance) => !removeTarget(copy, instance))
      .map((instance) => ({
        field: 'targets',
        message: `The file names ${instance} in a way that is not changed here (relabel_configs). Change it in an editor.`,
      }));
  }

  /** As host:port, each once. */
  #instancesOf(box: string): readonly string[] {
    const own = this.#around.targets().filter((target) => target.box === box);
    return [...new Set(own.map(instanceOf))];
  }

  #boxAt(address: string): string | null {
    const target = readWanted([address])[0]?.target;
    return (target === undefined ? undefined : boxAt(target, this.#around.targets())) ?? null;
  }
}

function instancesOf(wanted: readonly WantedTarget[]): readonly string[] {
  return wanted.flatMap(({ target }) => (target === undefined ? [] : [instanceOf(target)]));
}

function noSuchBox(box: string): FieldProblem {
  return { field: null, message: `There is no box called ${box} any more.` };
}
