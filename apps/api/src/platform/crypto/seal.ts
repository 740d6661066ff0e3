import { createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const format = 1;
const formatByte = Buffer.from([format]);
const ivLength = 12;
const tagLength = 16;

/** Random bytes for many IVs are asked for at once: asking costs as much as sealing. */
const ivs = Buffer.alloc(256 * ivLength);
let ivsUsed = ivs.length;

/** 96 random bits that were given to nobody before; good until the next is asked for. */
function freshIv(): Buffer {
  if (ivsUsed === ivs.length) {
    randomFillSync(ivs);
    ivsUsed = 0;
  }
  return ivs.subarray(ivsUsed, (ivsUsed += ivLength));
}

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
  const iv = freshIv();
  const cipher = createCipheriv(algorithm, key, iv);
  cipher.setAAD(identity(at));
  // Whatever the mode, a counter's, gives out at the end is nothing: the ciphertext is complete before.
  const body = cipher.update(text as string, 'utf8');
  cipher.final();
  return Buffer.concat([formatByte, iv, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made; throws when key, row or bytes are not the ones it was sealed with. */
export function unseal(key: Buffer, at: SealedAt | string, sealed: Buffer): Buffer {
  if (sealed[0] !== format) throw new Error('Unknown format of a sealed value');
  const iv = sealed.subarray(1, 1 + ivLength);
  const tag = sealed.subarray(1 + ivLength, 1 + ivLength + tagLength);
  const decipher = createDecipheriv(algorithm, key, iv);
  decipher.setAAD(identity(at));
  decipher.setAuthTag(tag);
  const body = decipher.update(sealed.subarray(1 + ivLength + tagLength));
  // Throws unless all of it is as it was sealed; nothing is handed out before.
  decipher.final();
  return body;
}

function identity(at: SealedAt | string): Buffer {
  return Buffer.from(
    typeof at === 'string'
      ? at
      : `${at.practiceId}|${at.table}|${at.column}|${at.rowId}|${at.authorId}|${at.keyId}`,
  );
}
