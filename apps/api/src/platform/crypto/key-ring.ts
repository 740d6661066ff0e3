import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const key = z.object({ id: z.string().min(1), secret: z.base64url().min(43) });
const keyFile = z.object({
  /** Seals what belongs to the installation: e-mail addresses, later second factors. */
  installation: key,
  /** Wraps each practice's own key. */
  practiceWrapping: key,
  /** Makes the blind index by which an e-mail address is found without being stored in clear. */
  blindIndex: key,
  /** Mixed into every password before hashing. */
  pepper: key,
});

/** The installation's keys: from one file, never in the database nor its backup. */
export class KeyRing {
  readonly #file: z.infer<typeof keyFile>;

  constructor(file: z.infer<typeof keyFile>) {
    this.#file = file;
  }

  get installation(): { id: string; secret: Buffer } {
    return this.#named('installation');
  }

  get practiceWrapping(): { id: string; secret: Buffer } {
    return this.#named('practiceWrapping');
  }

  /** HMAC of an e-mail address in its normal form (see `emailIndex`). */
  blindIndex(value: string): Buffer {
    return createHmac('sha256', this.#named('blindIndex').secret).update(value, 'utf8').digest();
  }

  /** As text: the argon2 library checks a hash against bytes only if they are UTF-8, which an HMAC is not. */
  pepper(password: string): string {
    return createHmac('sha256', this.#named('pepper').secret)
      .update(password.normalize('NFKC'), 'utf8')
      .digest('base64url');
  }

  /** 32 bytes for one named purpose, such as the token of one invitation's one issue. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#named('installation').secret, 'rejoin', purpose, 32));
  }

  #named(name: keyof z.infer<typeof keyFile>): { id: string; secret: Buffer } {
    const { id, secret } = this.#file[name];
    return { id, secret: Buffer.from(secret, 'base64url') };
  }
}

/** Reads a key file; refuses short keys and the same key used twice. */
export function loadKeyRing(path: string): KeyRing {
  if (!existsSync(path)) throw new Error('KEY_FILE names a file that is not there');
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error('KEY_FILE is not valid JSON');
  }
  const parsed = keyFile.safeParse(content);
  if (!parsed.success) {
    const parts = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))];
    throw new Error(`KEY_FILE: missing or too short (256 bits needed): ${parts.join(', ')}`);
  }
  const secrets = Object.values(parsed.data).map((entry) => entry.secret);
  if (new Set(secrets).size !== secrets.length) throw new Error('KEY_FILE uses the same key twice');
  return new KeyRing(parsed.data);
}

/** The embedded installation makes its own keys once, readable by its owner only. */
export function loadOrCreateKeyRing(dataDir: string): KeyRing {
  const path = join(dataDir, 'keys.json');
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const fresh = () => ({
      id: randomBytes(4).toString('hex'),
      secret: randomBytes(32).toString('base64url'),
    });
    const content = {
      installation: fresh(),
      practiceWrapping: fresh(),
      blindIndex: fresh(),
      pepper: fresh(),
    };
    try {
      writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      // Another process of the same start made it a moment ago: use that one.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  return loadKeyRing(path);
}
