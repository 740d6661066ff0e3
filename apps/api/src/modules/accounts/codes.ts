import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Viewer } from '../../platform/auth/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Db, type Tx } from '../../platform/db/index.js';
import { NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import { Links } from '../../platform/mail/index.js';
import type { EnterCodeInput } from './account.types.js';
import * as queries from './accounts.queries.js';
import { waitedInVain } from './members.service.js';

/**
 * The way back to earlier words after a new password by mail: a code that the clinician reads aloud in a session, and the
 * client types. Like a link, it follows from the installation's key and its row's id; the database holds a keyed hash.
 */
@Injectable()
export class Codes {
  constructor(
    @Inject(Db) private readonly db: Db,
    @Inject(Links) private readonly links: Links,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Ends whatever code was given before. Nobody's who is not locked, or not in the care of whoever gives it. */
  async give(tx: Tx, clientId: string): Promise<string> {
    const id = randomUUID();
    const given = await tx.row(queries.giveCode(id, clientId, this.#hash(this.links.code(id))));
    if (!given?.is_done) throw new NotFoundError('Client', clientId);
    return id;
  }

  /** The code itself, to read aloud. */
  spoken(id: string): string {
    return this.links.code(id);
  }

  /** A wrong one counts as a try, so it is kept before it is refused. */
  async enter(viewer: Viewer, input: EnterCodeInput): Promise<void> {
    const hash = this.#hash(input.code);
    try {
      const { isRight } = await this.db.act(viewer, 'enterCode', input, async (tx) => {
        const entered = await tx.row(queries.enterCode(hash, viewer.signInId));
        return { isRight: String(entered?.is_right ?? false) };
      });
      if (isRight !== 'true')
        throw new UserError(
          UserErrorCode.WRONG_CREDENTIALS,
          'This code does not open it. Please ask for a new one.',
          'code',
        );
    } catch (error) {
      throw waitedInVain(error) ?? error;
    }
  }

  /** Of its digits alone: how it is grouped is up to whoever reads or types it. */
  #hash(code: string): Buffer {
    return this.config.keys.blindIndex(`code|${code.replace(/\D/g, '')}`);
  }
}
