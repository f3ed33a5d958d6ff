import type { Document } from 'yaml';
import type { FieldProblem } from '../../../preload/contract/api.ts';
import type { ConfigProblem } from '../config/config-problem.ts';
import type { Configuration, ConfigurationResult } from '../config/configuration.ts';
import { editYaml } from './edit-yaml.ts';
import { fieldAt, type FieldPaths } from './field-at.ts';

/** Where the text of the configuration lies, and how it is read. */
export interface SettingsSource {
  /** Null: nowhere, it is gone when the program ends. */
  readonly path: string | null;
  readonly read: (text: string) => ConfigurationResult;
  /** What lies there now; absent where nobody else can change it. */
  readonly load?: () => LoadedText;
  /** Replaces the file, whole or not at all. Why that failed, in words; undefined when it did not. */
  readonly write: (text: string) => string | undefined;
}

/** The text is undefined where there is no file. */
export type LoadedText =
  { readonly ok: true; readonly text: string | undefined } | { readonly ok: false; readonly reason: string };

export type OpenedSettings =
  | { readonly ok: true; readonly book: SettingsBook }
  | { readonly ok: false; readonly errors: readonly ConfigProblem[] };

/** The configuration as a text, whoever changes it: an editor, the command line or the screen. */
export class SettingsBook {
  readonly path: string | null;
  readonly #source: SettingsSource;
  #text: string;
  /** `#text` as it was read, which edits begin with. */
  #readText: string;
  #configuration: Configuration;
  #revision = 0;
  #listeners: readonly ((configuration: Configuration) => void)[] = [];

  private constructor(source: SettingsSource, text: string, read: ConfigurationResult & { ok: true }) {
    this.path = source.path;
    this.#source = source;
    this.#text = text;
    this.#readText = read.text;
    this.#configuration = read.configuration;
  }

  static open(source: SettingsSource, text: string): OpenedSettings {
    const result = source.read(text);
    if (!result.ok) return result;
    return { ok: true, book: new SettingsBook(source, text, result) };
  }

  get text(): string {
    return this.#text;
  }

  /** The text as it was read: with its indentation, where a copy from a web page had lost it. */
  get readText(): string {
    return this.#readText;
  }

  /** Another number after each change. */
  get revision(): number {
    return this.#revision;
  }

  get configuration(): Configuration {
    return this.#configuration;
  }

  /** Why its parts cannot be changed one by one, in words; empty where they can. */
  get locked(): string {
    if (this.#configuration.form === 'nim-glance') return '';
    return "This file is in the OpenTelemetry Collector's form: change it as a text";
  }

  /** Calls `listener` after each change that holds. */
  onChange(listener: (configuration: Configuration) => void): void {
    this.#listeners = [...this.#listeners, listener];
  }

  /**
   * Changes the text and writes it: all of it or nothing. Comments and all lines that say the same as before stay as they
   * are. `fields` tells which part of the file each field of a form is, so that a problem can stand beside it.
   * What is wrong; empty when it is done.
   */
  change(edit: (document: Document) => void, fields: FieldPaths = {}): readonly FieldProblem[] {
    const unread = this.#catchUp();
    if (unread !== undefined) return [unread];
    if (this.locked !== '') return [{ field: null, message: this.locked }];
    const edited = editYaml(this.#readText, edit);
    if (!edited.ok) return [{ field: null, message: edited.reason }];
    if (edited.text === this.#text) return [];
    return this.#put(edited.text, ({ line }) => fieldAt(edited.text, line, fields));
  }

  /**
   * Puts another text in place of the whole, unless it was changed since `revision`. What is wrong, the field of each
   * problem being `line N`; empty when it is done.
   */
  replace(text: string, revision = this.#revision): readonly FieldProblem[] {
    const unread = this.#catchUp();
    if (unread !== undefined) return [unread];
    if (revision !== this.#revision) {
      return [{ field: null, message: 'The file was changed meanwhile. Copy what you wrote, and open it again' }];
    }
    return this.#put(text, ({ line }) => `line ${String(line)}`);
  }

  /** The file was changed by somebody else. What is wrong with it; then nothing of it holds. */
  reread(text: string): readonly ConfigProblem[] {
    if (text === this.#text) return [];
    const result = this.#source.read(text);
    if (!result.ok) return result.errors;
    this.#take(text, result);
    return [];
  }

  /** An editor may have been quicker than whoever watches the file. Why nothing can be changed now; else undefined. */
  #catchUp(): FieldProblem | undefined {
    const loaded = this.#source.load?.() ?? { ok: true, text: undefined };
    if (!loaded.ok) return { field: null, message: loaded.reason };
    const [first] = this.reread(loaded.text ?? this.#text);
    if (first === undefined) return undefined;
    return { field: null, message: `The file has errors; mend it in an editor first. ${String(first)}` };
  }

  #put(text: string, fieldOf: (problem: ConfigProblem) => string | null): readonly FieldProblem[] {
    const result = this.#source.read(text);
    if (!result.ok) return result.errors.map((problem) => ({ field: fieldOf(problem), message: problem.message }));
    const unwritten = this.#source.write(text);
    if (unwritten !== undefined) return [{ field: null, message: unwritten }];
    this.#take(text, result);
    return [];
  }

  #take(text: string, read: ConfigurationResult & { ok: true }): void {
    this.#text = text;
    this.#readText = read.text;
    this.#configuration = read.configuration;
    this.#revision += 1;
    for (const listener of this.#listeners) listener(read.configuration);
  }
}
