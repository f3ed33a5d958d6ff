import assert from 'node:assert/strict';
import test from 'node:test';
import { parseDocument, type Document } from 'yaml';
import {
  removeBoxEntry,
  removeReferences,
  renameReferences,
  writeBoxEntry,
} from '../../../../main/app/boxes/edit-boxes.ts';

function edited(text: string, edit: (document: Document) => void): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  edit(document);
  return document.toString();
}

const BOXES =
  'boxes:\n  - name: dgx # mine\n    targets: [ 127.0.0.1:8000, lab ]\n  - name: spark\n    targets: [ s:1 ]\n';

test('a new entry', () => {
  const text = edited('', (document) => {
    writeBoxEntry(document, 'a', { name: 'a', instances: ['x:1', 'y:2'], ssh: 'lab' });
  });
  assert.equal(text, 'boxes:\n  - name: a\n    ssh: lab\n    targets: [ x:1, y:2 ]\n');
});

test('an entry keeps what it names already, a whole host too', () => {
  const text = edited(BOXES, (document) => {
    writeBoxEntry(document, 'dgx', { name: 'big', instances: ['lab:8000', 'lab:9400', 'z:3'] });
  });
  assert.equal(text, BOXES.replace('dgx', 'big').replace('127.0.0.1:8000, lab', 'lab, z:3'));
});

test('an entry goes, and the list with the last', () => {
  const one = edited(BOXES, (document) => {
    removeBoxEntry(document, 'dgx');
  });
  assert.equal(one, 'boxes:\n  - name: spark\n    targets: [ s:1 ]\n');
  assert.equal(
    edited(one, (document) => {
      removeBoxEntry(document, 'spark');
    }),
    '{}\n',
  );
});

const REFERENCES = `forward:
  boxes: [ dgx, spark ]
alerts:
  - rule: gpu_hot
    boxes: [ dgx ] # alone
  - rule: xid
    boxes: [ spark, dgx ]
  - rule: box_down
    boxes: all
`;

test('references follow a new name', () => {
  assert.equal(
    edited(REFERENCES, (document) => {
      renameReferences(document, 'dgx', 'big');
    }),
    REFERENCES.replace(/dgx/g, 'big'),
  );
});

test('references to a box that is gone go; a rule about it alone with them', () => {
  const text = edited(REFERENCES, (document) => {
    removeReferences(document, 'dgx');
  });
  assert.equal(
    text,
    'forward:\n  boxes: [ spark ]\nalerts:\n  - rule: xid\n    boxes: [ spark ]\n  - rule: box_down\n    boxes: all\n',
  );
});

test('a list of forwarded boxes stays when it is empty: without it all would be forwarded', () => {
  const text = edited(
    'forward:\n  endpoint: https://a\n  boxes: [ dgx ]\nalerts:\n  - rule: xid\n    boxes: [ dgx ]\n',
    (document) => {
      removeReferences(document, 'dgx');
    },
  );
  assert.equal(text, 'forward:\n  endpoint: https://a\n  boxes: []\n');
});
