import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const format = 1;
const ivLength = 12;
const tagLength = 16;

/** Which row a sealed value belongs to. It is authenticated with the text, so a ciphertext moved to another row does not open. */
export interface SealedAt {
  practiceId: string;
  table: string;
  column: string;
  rowId: string;
  /** Who wrote it: a client's id for a client's words, a membership's id for staff. */
  authorId: string;
  /** Id of the key it is sealed with. */
  keyId: string;
}

/** AES-256-GCM, 96-bit random IV; bytes: format, IV, tag, ciphertext. */
export function seal(key: Buffer, at: SealedAt | string, text: string | Buffer): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, key, iv);
  cipher.setAAD(identity(at));
  const body = Buffer.concat([cipher.update(text as string, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([format]), iv, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made; throws when key, row or bytes are not the ones it was sealed with. */
export function unseal(key: Buffer, at: SealedAt | string, sealed: Buffer): Buffer {
  if (sealed[0] !== format) throw new Error('Unknown format of a sealed value');
  const iv = sealed.subarray(1, 1 + ivLength);
  const tag = sealed.subarray(1 + ivLength, 1 + ivLength + tagLength);
  const decipher = createDecipheriv(algorithm, key, iv);
  decipher.setAAD(identity(at));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(1 + ivLength + tagLength)), decipher.final()]);
}

function identity(at: SealedAt | string): Buffer {
  return Buffer.from(
    typeof at === 'string'
      ? at
      : [at.practiceId, at.table, at.column, at.rowId, at.authorId, at.keyId].join('|'),
  );
}
