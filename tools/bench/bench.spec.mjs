// @ts-check
import assert from 'node:assert/strict';
import test from 'node:test';
import { median, quantile } from './measure.mjs';
import { documentId, draftBody, isAnswer, operations } from './operations.mjs';

test('every operation is a document of the portal', () => {
  for (const { document } of Object.values(operations)) assert.match(documentId(document), /^sha256:/);
  assert.throws(() => documentId('NoSuchScreen'));
});

test('a draft of the bench is about 1.5 kB and stays as long as it is when it is saved again', () => {
  const [turn] =
    operations.autosave?.turns({
      clinicians: [],
      clients: [
        {
          practiceId: '',
          membershipId: '',
          clientId: '',
          cookie: '',
          openedId: '',
          saved: { occurrenceId: '', lane: '' },
        },
      ],
    }) ?? [];
  assert.ok(turn);
  const sizeOf = () => JSON.stringify(/** @type {any} */ (turn.variables.input).body).length;
  const before = sizeOf();
  assert.ok(before > 1_300 && before < 1_900, String(before));
  operations.autosave?.renew?.(turn);
  assert.equal(/** @type {any} */ (turn.variables.input).baseRevision, 2);
  assert.equal(sizeOf(), before);
  assert.notDeepEqual(draftBody(1), draftBody(2));
});

test('a refusal is no answer', () => {
  assert.ok(isAnswer(200, '{"data":{"saveDraft":{"draft":{"revision":2},"userErrors":[]}}}'));
  assert.ok(!isAnswer(503, '{"data":{"saveDraft":{}}}'));
  assert.ok(!isAnswer(200, '{"data":null,"errors":[{"message":"Please sign in."}]}'));
  assert.ok(!isAnswer(200, '{"data":{"occurrence":null}}'));
  assert.ok(
    !isAnswer(200, '{"data":{"submitReflection":{"reflection":null,"userErrors":[{"code":"STALE"}]}}}'),
  );
});

test('the middle and the tail of a round', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 2, 3]), 2.5);
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  assert.equal(quantile(hundred, 0.99), 100);
  assert.equal(quantile(hundred, 0.5), 51);
});
