import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer, WrappedKey } from '../auth/viewer.js';
import { statement } from '../db/statement.js';
import type { Tx } from '../db/tx.js';
import type { KeyPurpose } from './data-key.entity.js';
import { FileKms, type Kms } from './kms.js';
import { seal, type SealedAt, unseal } from './seal.js';

const claim = statement<never, [string, string, string, string, Buffer]>(
  'dataKey.claim',
  `insert into data_keys (practice_id, id, author_id, subject_id, purpose, wrapped)
   values (app.practice_id(), $1, $2, $3, $4, $5) on conflict do nothing`,
);
const find = statement<WrappedKey, [string, string, string]>(
  'dataKey.find',
  `select id, wrapped from data_keys
   where practice_id = app.practice_id() and author_id = $1 and subject_id = $2 and purpose = $3`,
);

/** Where a sealed value stands, without what follows from its viewer and key. */
export type Place = Omit<SealedAt, 'practiceId' | 'keyId'>;

/**
 * Seals and opens words. One key per author and subject, wrapped by the practice's key, wrapped by the key service:
 * destroying a person's keys erases their words everywhere, backups included.
 */
@Injectable()
export class DataKeys {
  /** Keys that were unwrapped for a request, and are gone with it: a page holds many texts under one key. */
  readonly #open = new WeakMap<Viewer, Map<string, Buffer>>();
  /**
   * Those that came with the sign-in check, unwrapped, for as long as the check's own answer is remembered (see `SignIns`). Each
   * by the very object it came in, so whoever is given the key anew by the database has it unwrapped anew.
   */
  readonly #remembered = new WeakMap<Buffer | WrappedKey, Buffer>();

  constructor(@Inject(FileKms) private readonly kms: Kms) {}

  /** A new practice's key, wrapped, as `practice_keys` holds it. */
  newPracticeKey(practiceId: string): Buffer {
    return this.kms.wrap(`practice|${practiceId}`, randomBytes(32));
  }

  /** The key for what this author writes about this subject; made when the first word comes. */
  async keyFor(
    tx: Tx,
    authorId: string,
    subjectId: string,
    purpose: KeyPurpose = 'RECORD',
  ): Promise<WrappedKey> {
    const found = await tx.row(find(authorId, subjectId, purpose));
    if (found) return found;
    const id = randomUUID();
    const wrapped = seal(this.#practiceKey(tx.viewer), dataKeyContext(tx.viewer, id), randomBytes(32));
    await tx.rows(claim(id, authorId, subjectId, purpose, wrapped));
    const made = await tx.row(find(authorId, subjectId, purpose));
    if (!made) throw new Error('The data key that was just made cannot be read');
    return made;
  }

  seal(viewer: Viewer, key: WrappedKey, place: Place, text: string): Buffer {
    return seal(this.#unwrap(viewer, key), whereOf(viewer, key, place), text);
  }

  open(viewer: Viewer, key: WrappedKey, place: Place, sealed: Buffer): string {
    return unseal(this.#unwrap(viewer, key), whereOf(viewer, key, place), sealed).toString('utf8');
  }

  #practiceKey(viewer: Viewer): Buffer {
    const wrapped = viewer.practiceKey;
    const known = this.#remembered.get(wrapped);
    if (known) return known;
    const key = this.kms.unwrap(`practice|${viewer.practiceId}`, wrapped);
    this.#remembered.set(wrapped, key);
    return key;
  }

  #unwrap(viewer: Viewer, key: WrappedKey): Buffer {
    if (key === viewer.ownKey) {
      const remembered = this.#remembered.get(key);
      if (remembered) return remembered;
      const own = this.#unwrapped(viewer, key);
      this.#remembered.set(key, own);
      return own;
    }
    const open = this.#open.get(viewer) ?? new Map<string, Buffer>();
    this.#open.set(viewer, open);
    const known = open.get(key.id) ?? this.#unwrapped(viewer, key);
    open.set(key.id, known);
    return known;
  }

  #unwrapped(viewer: Viewer, key: WrappedKey): Buffer {
    return unseal(this.#practiceKey(viewer), dataKeyContext(viewer, key.id), key.wrapped);
  }
}

const whereOf = ({ practiceId }: Viewer, { id }: WrappedKey, place: Place): SealedAt => ({
  practiceId,
  table: place.table,
  column: place.column,
  rowId: place.rowId,
  authorId: place.authorId,
  keyId: id,
});

const dataKeyContext = (viewer: Viewer, id: string) => `data-key|${viewer.practiceId}|${id}`;
