import type { ExpositionFormat, MetricType, PlacedSample, RawExposition, RawFamily } from '../model/exposition.ts';
import { forEachLine } from './each-line.ts';
import { grammarOf, type Grammar } from './grammar.ts';
import { nameOf, type Line } from './line.ts';
import { ownerOf } from './owner.ts';
import { parseLine } from './parse-line.ts';
import { ProblemLog } from './problems.ts';
import { strictRules, type StrictRules } from './strict-rules.ts';

/** How a text is to be read. */
export interface ReadOptions {
  readonly format: ExpositionFormat;
  /**
   * The format's grammar and rules to the letter: any problem refuses the text. Otherwise as tolerant as Prometheus
   * and Python's client are together: metadata may come late, families may interleave, a bad line costs that line.
   */
  readonly strict: boolean;
}

/** A family as it grows. */
interface OpenFamily {
  readonly name: string;
  /** Where it was first named. */
  readonly line: number;
  type: MetricType | undefined;
  help: string;
  unit: string;
  readonly samples: PlacedSample[];
}

/** Reads a whole exposition from its UTF-8 bytes. It never throws: what cannot be read is a problem. */
export function readExposition(body: Uint8Array, options: ReadOptions): RawExposition {
  const reader = new Reader(options);
  forEachLine(body, (line, number, valid) => reader.line(line, number, valid));
  return reader.end(body);
}

class Reader {
  readonly #format: ExpositionFormat;
  readonly #grammar: Grammar;
  readonly #strict: boolean;
  readonly #rules: StrictRules | undefined;
  readonly #problems = new ProblemLog();
  /** By the names in the metadata. */
  readonly #families = new Map<string, OpenFamily>();
  readonly #samples: PlacedSample[] = [];
  #lines = 0;
  #ended = false;

  constructor({ format, strict }: ReadOptions) {
    this.#format = format;
    this.#strict = strict;
    this.#grammar = grammarOf(format, strict);
    this.#rules = strict ? strictRules(format, (issue) => this.#problems.report(issue)) : undefined;
  }

  /** False when no further line counts. */
  line(written: string, number: number, valid: boolean): boolean {
    this.#lines = number;
    const text = this.#clean(written, number);
    if (this.#ended) return this.#afterEnd(text, number);
    const line = parseLine(text, this.#grammar);
    if (valid) this.#take(line, number);
    else this.#report(number, text.indexOf('\ufffd') + 1, 'UTF-8', nameOf(line));
    return true;
  }

  end(body: Uint8Array): RawExposition {
    const openEnd = body.length > 0 && body[body.length - 1] !== 10;
    if (this.#strict && this.#format === 'text' && openEnd) {
      this.#report(this.#lines, 1, 'a line feed behind the last line', undefined);
    }
    this.#rules?.end();
    const families = this.#joined();
    return {
      format: this.#format,
      families,
      problems: this.#problems.result((name) => this.#shortFamily(name)),
      complete: this.#format === 'text' || this.#ended,
    };
  }

  /** Without what the tolerant reading overlooks: a byte order mark, and the CR of CRLF. */
  #clean(text: string, number: number): string {
    let start = 0;
    if (number === 1 && text.startsWith('\ufeff')) {
      this.#problems.note({ line: 1, column: 1, expected: 'no byte order mark', family: undefined });
      start = 1;
    }
    const end = !this.#strict && text.endsWith('\r') ? text.length - 1 : text.length;
    return start === 0 && end === text.length ? text : text.slice(start, end);
  }

  /** The first text behind `# EOF` is a problem, the rest is not looked at. */
  #afterEnd(text: string, number: number): boolean {
    if (!this.#strict && text === '') return true;
    this.#problems.note({ line: number, column: 1, expected: 'nothing behind # EOF', family: undefined });
    return false;
  }

  #take(line: Line, number: number): void {
    this.#rules?.line(line, number);
    switch (line.kind) {
      case 'sample':
        this.#samples.push({ sample: line.sample, line: number });
        return;
      case 'help':
        this.#open(line.name, number).help = line.text;
        return;
      case 'type':
        this.#open(line.name, number).type = line.type;
        return;
      case 'unit':
        this.#open(line.name, number).unit = line.unit;
        return;
      case 'bad':
        return this.#report(number, line.column, line.expected, line.name);
      case 'eof':
        this.#ended = true;
        return;
      case 'blank':
    }
  }

  #report(line: number, column: number, expected: string, family: string | undefined): void {
    this.#problems.report({ line, column, expected, family });
  }

  #open(name: string, line: number): OpenFamily {
    const known = this.#families.get(name);
    if (known) return known;
    const family: OpenFamily = { name, line, type: undefined, help: '', unit: '', samples: [] };
    this.#families.set(name, family);
    return family;
  }

  /** Samples under their families, now that all metadata are known, in the order in which they were first named. */
  #joined(): RawFamily[] {
    const owners = new Map<string, OpenFamily>();
    const untyped = new Map<string, OpenFamily>();
    for (const placed of this.#samples) {
      const { name } = placed.sample;
      const owner = owners.get(name) ?? ownerOf(this.#families, name, this.#format) ?? untypedFamily(untyped, placed);
      owners.set(name, owner);
      owner.samples.push(placed);
    }
    return [...this.#families.values(), ...untyped.values()]
      .sort((a, b) => a.line - b.line)
      .map(({ name, type, help, unit, samples }) => ({ name, type: type ?? 'unknown', help, unit, samples }));
  }

  /** The name under which the family of a lost sample is sent: a histogram's own, else the sample's. */
  #shortFamily(sampleName: string): string {
    const owner = ownerOf(this.#families, sampleName, this.#format);
    return owner?.type === 'histogram' ? owner.name : sampleName;
  }
}

function untypedFamily(untyped: Map<string, OpenFamily>, { sample, line }: PlacedSample): OpenFamily {
  const family: OpenFamily = { name: sample.name, line, type: undefined, help: '', unit: '', samples: [] };
  untyped.set(sample.name, family);
  return family;
}
