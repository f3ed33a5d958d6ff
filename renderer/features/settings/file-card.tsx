import { useState } from 'preact/hooks';
import type { SettingsView } from '../../../preload/contract/settings.ts';
import { english } from '../../words/english.ts';

const words = english.settings;

/** Where the configuration lies. */
export function FileCard({ view, edit }: { readonly view: SettingsView; readonly edit: () => void }) {
  const { path, locked } = view;
  return (
    <section class="card">
      <h2>{words.file}</h2>
      {path !== null && <p class="path">{path}</p>}
      <p class="about">{locked === '' ? aboutFile(path) : `${locked}.`}</p>
      <div class="card-end">
        <button type="button" class="quiet-button" onClick={edit}>
          {words.edit}
        </button>
        {path !== null && <CopyButton text={path} />}
      </div>
    </section>
  );
}

function aboutFile(path: string | null): string {
  return path === null ? words.noFile : words.fileAbout;
}

/** Copies a text; says that it did. */
function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => {
        setCopied(true);
      },
      () => undefined,
    );
  };
  return (
    <button type="button" class="quiet-button" onClick={copy} aria-live="polite">
      {copied ? words.copied : words.copy}
    </button>
  );
}
