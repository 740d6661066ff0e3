import { Inject, Injectable } from '@nestjs/common';
import { isZone } from '@rejoin/domain';
import type { Viewer } from '../../platform/auth/index.js';
import { Db } from '../../platform/db/index.js';
import { NotFoundError, UserError, UserErrorCode } from '../../platform/graphql/index.js';
import type {
  ChangePracticeInput,
  HelpInformation,
  PracticeType,
  SetHelpInformationInput,
} from './account.types.js';
import * as queries from './accounts.queries.js';
import { type Help, help } from './help.js';
import { tellingWordsIn } from './mail-name.js';
import { Practice } from './practice.entity.js';

/** Numbers older than this are shown, and the admin is asked to check them again. */
const checkedWithinDays = 180;

/** The practice itself: its words, its zone and its crisis information. */
@Injectable()
export class PracticeService {
  constructor(@Inject(Db) private readonly db: Db) {}

  async practice(viewer: Viewer): Promise<PracticeType> {
    const row = await this.db.readOne(viewer, queries.practiceScreen());
    if (!row) throw new NotFoundError('Practice', viewer.practiceId);
    return {
      id: row.id,
      name: row.name,
      zone: row.zone,
      mailName: row.mail_name,
      agreement: row.agreement,
      agreementVersion: row.agreement_version,
      help: helpInformationOf(row),
      setUpWarnings: setUpWarnings(row, new Date()),
    };
  }

  /** Signed in: the practice's own. Signed out: the one practice's of this installation, else none can be known. */
  async helpInformation(viewer: Viewer | null): Promise<HelpInformation> {
    const row = viewer
      ? await this.db.readOne(viewer, queries.practiceScreen())
      : ((await this.db.auth(queries.publicHelp()))[0] ?? null);
    return helpInformationOf(row);
  }

  async changePractice(viewer: Viewer, input: ChangePracticeInput): Promise<PracticeType> {
    const zone = input.zone.trim();
    if (!isZone(zone)) throw new UserError(UserErrorCode.INVALID, 'This time zone is not known.', 'zone');
    const mailName = oneLine(input.mailName);
    assertNeutral(mailName);
    await this.db.act(viewer, 'changePractice', input, async (tx) => {
      await tx
        .repo(Practice)
        .update({ id: viewer.practiceId }, { name: oneLine(input.name), mailName, zone });
      await tx.audit('changePractice', 'Practice', viewer.practiceId);
      return {};
    });
    return this.practice(viewer);
  }

  async setHelpInformation(viewer: Viewer, input: SetHelpInformationInput): Promise<PracticeType> {
    const information = helpOf(input);
    await this.db.act(viewer, 'setHelpInformation', input, async (tx) => {
      await tx.repo(Practice).update({ id: viewer.practiceId }, { help: information });
      await tx.audit('setHelpInformation', 'Practice', viewer.practiceId);
      return {};
    });
    return this.practice(viewer);
  }
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');

/** It stands in every mail, before anybody has opened it: it names no care, and it is no address. */
function assertNeutral(mailName: string): void {
  const [telling] = tellingWordsIn(mailName);
  if (telling)
    throw new UserError(
      UserErrorCode.INVALID,
      `“${telling}” would tell whoever sees the mail what it is about. Please choose a name without it.`,
      'mailName',
    );
  if (/[@<>"\\]|:\/\/|www\./i.test(mailName))
    throw new UserError(
      UserErrorCode.INVALID,
      'Please choose a plain name here, not an address.',
      'mailName',
    );
}

function helpOf(input: SetHelpInformationInput): Help {
  // Somewhere on earth it is tomorrow already.
  if (input.checkedOn > dayAfter(new Date()))
    throw new UserError(UserErrorCode.INVALID, 'This day is still to come.', 'checkedOn');
  const parsed = help.safeParse({
    emergencyNumber: input.emergencyNumber.trim(),
    lines: input.lines.map((line) => ({
      name: line.name.trim(),
      number: line.number.trim(),
      hours: line.hours.trim(),
      language: line.language?.trim() || null,
      note: line.note?.trim() || null,
    })),
    practiceHours: input.practiceHours?.trim() || null,
    checkedOn: input.checkedOn,
  });
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? null;
  throw new UserError(
    UserErrorCode.INVALID,
    /number$/i.test(path ?? '')
      ? 'This has no number in it that somebody could call.'
      : 'Please look at this again.',
    path,
  );
}

const dayAfter = (now: Date): string => new Date(now.getTime() + 86_400_000).toISOString().slice(0, 10);

function helpInformationOf(row: { name: string; help: Help | null } | null): HelpInformation {
  return {
    practiceName: row?.name ?? null,
    emergencyNumber: row?.help?.emergencyNumber ?? null,
    lines: row?.help?.lines ?? [],
    practiceHours: row?.help?.practiceHours ?? null,
    checkedOn: row?.help?.checkedOn ?? null,
  };
}

function setUpWarnings({ help }: { help: Help | null }, now: Date): string[] {
  if (!help?.checkedOn)
    return ['Crisis information is not set up. Clients see general text without numbers until it is.'];
  return (now.getTime() - Date.parse(`${help.checkedOn}T00:00:00Z`)) / 86_400_000 > checkedWithinDays
    ? ['The numbers of the crisis information were last checked more than six months ago.']
    : [];
}
