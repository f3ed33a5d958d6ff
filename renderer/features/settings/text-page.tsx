import { useRef, useState } from 'preact/hooks';
import type { SettingsView } from '../../../preload/contract/settings.ts';
import { PageFrame } from '../../ui/page-frame.tsx';
import { english } from '../../words/english.ts';
import { atLine } from '../../words/settings.ts';
import { byLine, lineRange, type LineProblem } from './field-problems.ts';
import type { SettingsInUse } from './use-settings.ts';

interface TextPageProps {
  readonly view: SettingsView;
  readonly settings: SettingsInUse;
  readonly back: () => void;
}

const words = english.settings;

/** The configuration as a text, with its problems beside their lines. What is being written is not lost by leaving. */
export function TextPage({ view, settings, back }: TextPageProps) {
  const draft = useDraft(view, settings);
  const area = useRef<HTMLTextAreaElement>(null);
  const { text, isDirty } = draft;
  const { lines, whole } = byLine(settings.problems);
  return (
    <PageFrame
      title={words.textTitle}
      about={view.path ?? words.textAbout}
      back={() => {
        if (isDirty) draft.say(words.unsaved);
        else back();
      }}
    >
      <Editor {...{ text, lines, area }} write={draft.write} save={draft.save} />
      <Problems
        {...{ lines, whole }}
        show={(line) => {
          area.current?.focus();
          area.current?.setSelectionRange(...lineRange(text, line));
        }}
      />
      {/<secret-\d+>/.test(text) && <p class="page-note dim">{words.secrets}</p>}
      <div class="card-end">
        <p class="note" role="status">
          {draft.said}
        </p>
        <button type="button" class="quiet-button" aria-disabled={!isDirty} onClick={draft.discard}>
          {words.discard}
        </button>
        <button type="button" class="primary" aria-disabled={!isDirty} onClick={draft.save}>
          {draft.isSaving ? words.saving : words.save}
        </button>
      </div>
    </PageFrame>
  );
}

/** What is being written, until it is saved or discarded. */
function useDraft(view: SettingsView, { load, replace, forgetProblems }: SettingsInUse) {
  /** What it began with: a change by somebody else must not take it away. */
  const [base, setBase] = useState(view);
  const [text, setText] = useState(view.text);
  const [said, say] = useState('');
  const [isSaving, setSaving] = useState(false);
  const isDirty = text !== base.text;
  const startFrom = (next: SettingsView) => {
    setBase(next);
    setText(next.text);
  };
  const save = async () => {
    if (!isDirty || isSaving) return;
    setSaving(true);
    say('');
    const saved = await replace(text, base.revision);
    if (saved !== null) startFrom(saved);
    say(saved === null ? '' : words.saved);
    setSaving(false);
  };
  return {
    ...{ text, said, say, isDirty, isSaving },
    write: (next: string) => {
      say('');
      setText(next);
    },
    save: () => void save(),
    discard: () => {
      if (!isDirty || isSaving) return;
      forgetProblems();
      say('');
      void load().then((next) => {
        startFrom(next ?? view);
      });
    },
  };
}

interface EditorProps {
  readonly text: string;
  readonly lines: readonly LineProblem[];
  readonly area: { current: HTMLTextAreaElement | null };
  readonly write: (text: string) => void;
  readonly save: () => void;
}

/** Lines do not wrap, so that their numbers stand beside them; the keys of a text field do what they always do. */
function Editor({ text, lines, area, write, save }: EditorProps) {
  const gutter = useRef<HTMLOListElement>(null);
  const wrong = new Set(lines.map(({ line }) => line));
  const onKey = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && (event.key === 's' || event.key === 'Enter')) {
      event.preventDefault();
      save();
    }
  };
  return (
    <div class="editor">
      <ol class="gutter" ref={gutter} aria-hidden="true">
        {text.split('\n').map((_, index) => (
          <li key={index} class={wrong.has(index + 1) ? 'gutter-wrong' : ''}>
            {index + 1}
          </li>
        ))}
      </ol>
      <textarea
        ref={area}
        aria-label={words.text}
        aria-invalid={wrong.size > 0}
        spellcheck={false}
        autocapitalize="off"
        wrap="off"
        value={text}
        onInput={(event) => {
          write(event.currentTarget.value);
        }}
        onKeyDown={onKey}
        onScroll={(event) => {
          if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}

interface ProblemsProps {
  readonly lines: readonly LineProblem[];
  readonly whole: string;
  readonly show: (line: number) => void;
}

function Problems({ lines, whole, show }: ProblemsProps) {
  return (
    <div role="alert" class="line-problems">
      {whole !== '' && <p class="note-bad">{whole}</p>}
      {lines.map(({ line, message }, index) => (
        <button
          key={index}
          type="button"
          class="line-problem"
          onClick={() => {
            show(line);
          }}
        >
          <span class="line-number">{atLine(line)}</span> {message}
        </button>
      ))}
    </div>
  );
}
