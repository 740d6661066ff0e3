import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import { Link, useParams } from 'react-router';
import { BlockRead } from '../../../blocks/index.js';
import { dayOf, listed, today } from '../../../lib/format.js';
import { TroubleError } from '../../../lib/send.js';
import {
  Button,
  Card,
  Dialog,
  ErrorState,
  Loading,
  Row,
  Stack,
  Tag,
  TextField,
  Title,
} from '../../../ui/index.js';
import {
  CloseJointPartDocument,
  ExtendJointPartDocument,
  LiftMarkDocument,
  OpeningScreenDocument,
  OpenJointPartDocument,
  type OpeningPartsFragment,
  type OpeningPlace,
  type OpeningScreenQuery,
  TurnIntoOwnWorkDocument,
} from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { BringIn } from '../BringIn.js';
import { useSubmit } from '../../use-submit.js';
import { isOpenNow, sideOf, standingOf } from './opening-words.js';
import { useOpening, type OpeningRef } from './use-opening.js';
import styles from '../../Desk.module.css';

type Block = OpeningScreenQuery['offeredBlocks'][number];
type Opening = OpeningPartsFragment;
type Side = Opening['sides'][number];

/** One turn of a couple before and while it is open: what each offers, side by side, and the third key. Never on paper. */
export function OpeningScreen() {
  const say = useText();
  const { coupleId = '', assignmentId = '', slot = '' } = useParams();
  const { data, error, refetch } = useQuery(OpeningScreenDocument, {
    variables: { coupleId, assignmentId, slot },
    // One look, one line in the audit trail: nothing is asked for again by itself.
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-only',
  });
  const opening = data?.openings.find((one) => one.assignmentId === assignmentId && one.slot === slot);
  return (
    <>
      <p className={styles.acts}>
        <Link to={`/couples/${coupleId}`}>{say('openings.back')}</Link>
      </p>
      {data ? (
        opening ? (
          <Turn opening={opening} blocks={data.offeredBlocks} readAgain={() => void refetch()} />
        ) : (
          <ErrorState error={new TroubleError('NOT_FOUND')} />
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading lines={5} />
      )}
    </>
  );
}

function Turn({
  opening: from,
  blocks,
  readAgain,
}: {
  opening: OpeningRef;
  blocks: readonly Block[];
  readAgain: () => void;
}) {
  const say = useText();
  const opening = useOpening(from);
  if (!opening) return null;
  const asked =
    opening.openedAt === null && opening.turnedAt === null
      ? opening.sides.filter((side) => side.askedNotToOpenId !== null)
      : [];
  return (
    <>
      <div>
        <Title>{opening.title}</Title>
        <p className={styles.muted}>{say('client.givenOn', { day: dayOf(opening.givenAt, say.language) })}</p>
      </div>
      {asked.map((side) => (
        <AskedNotTo key={side.clientId} side={side} />
      ))}
      <div className={styles.columns}>
        <div className={styles.compartment}>
          <div className={styles.rooms} role="group" aria-label={say('openings.sides')}>
            {opening.sides.map((side) => (
              <SideOf
                key={side.clientId}
                side={side}
                blocks={blocks.filter(({ clientId }) => clientId === side.clientId)}
                isOpened={opening.openedAt !== null}
              />
            ))}
          </div>
        </div>
        <Door {...{ opening, blocks, readAgain }} />
      </div>
    </>
  );
}

/** What one of them offers. Where it names force, threat or fear, that is said here and kept nowhere. */
function SideOf({ side, blocks, isOpened }: { side: Side; blocks: readonly Block[]; isOpened: boolean }) {
  const say = useText();
  const id = `side-${side.clientId}`;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <Row gap={2}>
        <h2 id={id}>{side.clientName}</h2>
        {isOpened ? null : <Tag>{sideOf(say, side)}</Tag>}
      </Row>
      {isOpened ? null : <BringIn agreement={side.agreement} />}
      {blocks.length === 0 ? (
        <p className={styles.muted}>{say(isOpened ? 'openings.nothingLeft' : 'openings.nothingOffered')}</p>
      ) : null}
      {blocks.map(({ id: blockId, kind, wording, value, language, isEdited, isToReadFirst }) => (
        <article key={blockId} className={styles.answer}>
          {isToReadFirst && !isOpened ? <p className={styles.caution}>{say('openings.readFirst')}</p> : null}
          <BlockRead {...{ kind, wording, value, language }} />
          {isEdited ? (
            <p className={styles.tags}>
              <Tag>{say('openings.edited')}</Tag>
            </p>
          ) : null}
        </article>
      ))}
    </section>
  );
}

/** One asked that it is not opened. It is lifted after a talk with them alone, and nothing of it shows anywhere else. */
function AskedNotTo({ side }: { side: Side }) {
  const say = useText();
  const [isLifting, setLifting] = useState(false);
  const lift = useSubmit(LiftMarkDocument, ({ liftMark }) => liftMark);
  const name = side.clientName;
  const confirm = async (): Promise<void> => {
    if (side.askedNotToOpenId && (await lift.submit({ markId: side.askedNotToOpenId }))) setLifting(false);
  };
  return (
    <div className={styles.compartment}>
      <Card tone="caution">
        <h2>{say('openings.asked', { name })}</h2>
        <p>{say('openings.askedWhat', { name })}</p>
        <div>
          <Button onPress={() => setLifting(true)}>{say('openings.lift')}</Button>
        </div>
      </Card>
      <Dialog
        title={say('openings.liftTitle', { name })}
        role="alertdialog"
        isOpen={isLifting}
        onClose={() => setLifting(false)}
      >
        <p>{say('openings.liftWhat')}</p>
        <Refused text={lift.refused?.text} />
        <Button wide isDisabled={lift.isBusy} onPress={() => void confirm()}>
          {say('openings.liftYes')}
        </Button>
        <Button wide autoFocus onPress={() => setLifting(false)}>
          {say('openings.liftNo')}
        </Button>
      </Dialog>
    </div>
  );
}

const Refused = ({ text }: { text: string | undefined }) => (
  <div role="alert">{text ? <p className={styles.banner}>{text}</p> : null}</div>
);

/** The third key, and the way to close again. */
function Door({
  opening,
  blocks,
  readAgain,
}: {
  opening: Opening;
  blocks: readonly Block[];
  readAgain: () => void;
}) {
  const say = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  const standing = standingOf(say, opening);
  const shown = useRef(standing);
  useEffect(() => {
    // The button that was pressed is gone: keys go on at what became of it.
    if (shown.current !== standing) heading.current?.focus();
    shown.current = standing;
  }, [standing]);
  return (
    <section className={styles.compartment} aria-labelledby="door">
      <Card>
        <h2 id="door" ref={heading} tabIndex={-1}>
          {standing}
        </h2>
        {opening.openedAt === null ? (
          opening.viewerCanOpen ? (
            <OpenIt {...{ opening, blocks, readAgain }} />
          ) : (
            <>
              <p>{say(opening.turnedAt === null ? 'openings.meanwhile' : 'openings.turnedWhat')}</p>
              {opening.viewerCanTurn ? <TurnIt opening={opening} /> : null}
            </>
          )
        ) : isOpenNow(opening) && opening.jointPartId ? (
          <OpenNow opening={opening} jointPartId={opening.jointPartId} />
        ) : (
          <p>{say('openings.closedWhat')}</p>
        )}
      </Card>
    </section>
  );
}

/** Where it will not be opened: it can become each one's own work, for good. */
function TurnIt({ opening }: { opening: Opening }) {
  const say = useText();
  const [isAsking, setAsking] = useState(false);
  const turn = useSubmit(TurnIntoOwnWorkDocument, ({ turnIntoOwnWork }) => turnIntoOwnWork);
  const { assignmentId, slot } = opening;
  return (
    <>
      <div>
        <Button onPress={() => setAsking(true)}>{say('openings.turn')}</Button>
      </div>
      <Dialog
        title={say('openings.turnTitle')}
        role="alertdialog"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
      >
        <p>{say('openings.turnWhat')}</p>
        <Refused text={turn.refused?.text} />
        <Button wide isDisabled={turn.isBusy} onPress={() => void turn.submit({ assignmentId, slot })}>
          {say('openings.turnYes')}
        </Button>
        <Button wide autoFocus onPress={() => setAsking(false)}>
          {say('openings.turnNo')}
        </Button>
      </Dialog>
    </>
  );
}

function OpenIt({
  opening,
  blocks,
  readAgain,
}: {
  opening: Opening;
  blocks: readonly Block[];
  readAgain: () => void;
}) {
  const say = useText();
  const [isForHome, setForHome] = useState(false);
  const { submit, isBusy, refused, clear } = useSubmit(
    OpenJointPartDocument,
    ({ openJointPart }) => openJointPart,
  );
  const { assignmentId, slot, sides } = opening;
  const names = listed(
    sides.map(({ clientName }) => clientName),
    say.language,
  );
  const open = async (place: OpeningPlace): Promise<void> => {
    await submit({ assignmentId, slot, place, releaseIds: blocks.map(({ id }) => id) });
    setForHome(false);
  };
  const mustReadAgain = refused?.code === 'STALE' || refused?.code === 'ALREADY_DONE';
  return (
    <>
      <p>{say('openings.openWhat', { names })}</p>
      {blocks.some(({ isToReadFirst }) => isToReadFirst) ? (
        <p className={styles.caution}>{say('openings.readFirstFirst')}</p>
      ) : null}
      <Refused text={refused?.text} />
      {mustReadAgain ? (
        <Button
          look="primary"
          onPress={() => {
            clear();
            readAgain();
          }}
        >
          {say('openings.readAgain')}
        </Button>
      ) : (
        <Stack gap={2}>
          <Button look="primary" wide isDisabled={isBusy} onPress={() => void open('SESSION')}>
            {say('openings.openInSession')}
          </Button>
          <Button wide isDisabled={isBusy} onPress={() => setForHome(true)}>
            {say('openings.openAtHome')}
          </Button>
        </Stack>
      )}
      <p className={styles.muted}>{say('openings.until')}</p>
      <Dialog
        title={say('openings.homeTitle')}
        role="alertdialog"
        isOpen={isForHome}
        onClose={() => setForHome(false)}
      >
        <p>{say('openings.homeWhat', { names })}</p>
        <Button wide isDisabled={isBusy} onPress={() => void open('HOME')}>
          {say('openings.homeYes')}
        </Button>
        <Button wide autoFocus onPress={() => setForHome(false)}>
          {say('openings.homeNo')}
        </Button>
      </Dialog>
    </>
  );
}

function OpenNow({ opening, jointPartId }: { opening: Opening; jointPartId: string }) {
  const say = useText();
  const [asks, setAsks] = useState<'CLOSE' | 'EXTEND' | null>(null);
  const [until, setUntil] = useState('');
  const close = useSubmit(CloseJointPartDocument, ({ closeJointPart }) => closeJointPart);
  const extend = useSubmit(ExtendJointPartDocument, ({ extendJointPart }) => extendJointPart);
  const leave = (): void => {
    setAsks(null);
    extend.clear();
    close.clear();
  };
  const keepOpen = async (day: string | null): Promise<void> => {
    if (await extend.submit({ jointPartId, until: day })) leave();
  };
  const closeNow = async (): Promise<void> => {
    if (await close.submit({ jointPartId })) leave();
  };
  return (
    <>
      <p>{say('openings.openWhatNow')}</p>
      <div className={styles.acts}>
        <Button onPress={() => setAsks('EXTEND')}>{say('openings.extend')}</Button>
        <Button onPress={() => setAsks('CLOSE')}>{say('openings.close')}</Button>
      </div>
      <Dialog title={say('openings.extend')} isOpen={asks === 'EXTEND'} onClose={leave}>
        <TextField
          type="date"
          label={say('openings.extendDay')}
          value={until}
          onChange={setUntil}
          error={extend.refused?.field === 'until' ? extend.refused.text : undefined}
        />
        <Refused text={extend.refused?.field === 'until' ? undefined : extend.refused?.text} />
        <Button
          look="primary"
          wide
          isDisabled={extend.isBusy || until === '' || until < today()}
          onPress={() => void keepOpen(until)}
        >
          {say('openings.extendSave')}
        </Button>
        {opening.closesAt === null ? null : (
          <Button wide isDisabled={extend.isBusy} onPress={() => void keepOpen(null)}>
            {say('openings.extendUntilClosed')}
          </Button>
        )}
      </Dialog>
      <Dialog title={say('openings.closeTitle')} role="alertdialog" isOpen={asks === 'CLOSE'} onClose={leave}>
        <p>{say('openings.closeWhat')}</p>
        <Refused text={close.refused?.text} />
        <Button wide isDisabled={close.isBusy} onPress={() => void closeNow()}>
          {say('openings.closeYes')}
        </Button>
        <Button wide autoFocus onPress={leave}>
          {say('openings.closeNo')}
        </Button>
      </Dialog>
    </>
  );
}
