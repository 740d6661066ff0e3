import { useEffect, useState } from 'react';
import { limits, offerOf, wordsToChange } from '@rejoin/domain';
import { BlockAnswer } from '../blocks/index.js';
import { send } from '../lib/send.js';
import { noteSignedOut } from '../lib/signed-out-state.js';
import {
  Button,
  Card,
  ErrorState,
  Loading,
  OwnWords,
  Stack,
  TextArea,
  Tick,
  Title,
  useToast,
} from '../ui/index.js';
import { forgetAnswers, useAsk } from './ask.js';
import { AskNotToOpenDocument, OpeningScreenDocument, type OwnOpeningPartsFragment } from './gql/graphql.js';
import { GoButton } from './navigation.js';
import { isAbsent, Nowhere } from './Nowhere.js';
import { outbox, RefusedError, useOffering, type Offered } from './outbox/index.js';
import { Releases } from './Releases.js';
import { troubleOf } from './share-trouble.js';
import { useText } from './text.js';
import { useWithdraw } from './withdraw.js';
import styles from './My.module.css';

type Opening = OwnOpeningPartsFragment;
type Offer = Opening['offers'][number];

/**
 * The second key: what of one's own may be opened to everyone who took part, block by block. Everything is off, and nothing
 * here depends on anybody else, until it was opened.
 */
export function OpeningScreen({ reflectionId, name }: { reflectionId: string; name: string }) {
  const { asked, again, put } = useAsk(OpeningScreenDocument, { reflectionId });
  if (asked.is === 'ASKING') return <Loading lines={6} />;
  if (asked.is === 'FAILED')
    return isAbsent(asked.error) ? <Nowhere /> : <ErrorState error={asked.error} onRetry={again} />;
  const { ownOpening } = asked.data;
  if (!ownOpening) return <Nowhere />;
  const shown = (opening: Opening): void => {
    // Nobody meets the piece as it was before.
    forgetAnswers();
    put({ ownOpening: opening });
  };
  return <Choosing opening={ownOpening} {...{ name, shown, again }} />;
}

function Choosing({
  opening,
  name,
  shown,
  again,
}: {
  opening: Opening;
  name: string;
  shown: (opening: Opening) => void;
  again: () => void;
}) {
  const say = useText();
  const toast = useToast();
  const { id, viewerCanOffer } = opening;
  const choice = useOffering(id);
  const kept = keptOf(opening);
  const chosen = viewerCanOffer ? (choice?.content ?? kept) : kept;
  const isSending = choice?.isSending ?? false;

  useEffect(
    () =>
      outbox.onOffered((of, answer) => {
        if (of !== id) return;
        toast({ text: say('opening.kept') });
        shown(answer);
      }),
    [id, say, toast, shown],
  );
  const { error } = choice ?? { error: null };
  const isOver = error instanceof RefusedError && error.refusal.code === 'NOT_ALLOWED_NOW';
  // Other words that were typed, and that the server does not have.
  const typed = (choice?.content ?? []).filter(
    ({ key, words }) =>
      words !== null &&
      written(words).length > 0 &&
      !kept.some((one) => one.key === key && JSON.stringify(one.words) === JSON.stringify(words)),
  );
  const isTyped = typed.length > 0;
  useEffect(() => {
    // It was opened meanwhile, or became their own: what can still be done is another screen, and ticks are of no use to it.
    if (!isOver) return;
    if (!isTyped) outbox.letGoChoice(id);
    if (!isTyped || viewerCanOffer) again();
  }, [isOver, isTyped, viewerCanOffer, id, again]);

  const choose = (key: string, offered: Offered | null): void => {
    const others = chosen.filter((one) => one.key !== key);
    outbox.choose(id, offered ? [...others, offered] : others);
  };
  const preview = opening.offers.flatMap((offer) => {
    const value = valueOf(offer, chosen);
    return value === undefined
      ? []
      : [
          {
            ...offer,
            id: offer.key,
            value,
            authorName: name,
            authorIndex: 0,
            isOwn: false,
            language: opening.language,
          },
        ];
  });
  // Blank, or too long: what others would read of it is nothing.
  const isUnfit = chosen.length > preview.length;
  const trouble = error && !isOver ? error : null;

  return (
    <>
      <Stack gap={2}>
        <Title>{say('opening.title')}</Title>
        <p className={styles.muted} lang={opening.language}>
          {opening.title}
        </p>
      </Stack>
      {viewerCanOffer ? (
        <>
          <p className={styles.lead}>{say('opening.lead')}</p>
          <p>{say('opening.some')}</p>
          <ul className={styles.answers} inert={isSending}>
            {opening.offers.map((offer) => (
              <li key={offer.key}>
                <OfferCard
                  {...{ offer, choose }}
                  language={opening.language}
                  offered={chosen.find(({ key }) => key === offer.key) ?? null}
                />
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className={styles.lead}>
          {say(kept.length > 0 ? 'opening.opened' : opening.isOwnWork ? 'opening.own' : 'opening.over')}
        </p>
      )}
      {!viewerCanOffer && isTyped ? (
        <Card tone="soft">
          <h2>{say('opening.unsaid')}</h2>
          {typed.map(({ key, words }) => (
            <Stack key={key} gap={2}>
              <h3 lang={opening.language}>{opening.offers.find((offer) => offer.key === key)?.wording}</h3>
              <OwnWords>
                {written(words ?? [])
                  .map(({ text }) => text)
                  .join('\n')}
              </OwnWords>
            </Stack>
          ))}
          <p className={styles.muted}>{say('opening.unsaid.copy')}</p>
          <div>
            <Button onPress={() => outbox.letGoChoice(id)}>{say('opening.unsaid.letGo')}</Button>
          </div>
        </Card>
      ) : null}
      {viewerCanOffer || kept.length > 0 ? (
        <section aria-labelledby="preview">
          <Card tone="soft">
            <h2 id="preview">{say(viewerCanOffer ? 'opening.preview' : 'opening.openedOfYours')}</h2>
            {preview.length > 0 ? (
              <Releases releases={preview} level={3} />
            ) : (
              <p className={styles.muted}>{say('opening.previewNothing')}</p>
            )}
            {viewerCanOffer ? <p className={styles.muted}>{say('opening.until')}</p> : null}
          </Card>
        </section>
      ) : null}
      {viewerCanOffer ? (
        <Stack gap={2}>
          <div role="alert">
            {isUnfit ? <p className={styles.banner}>{say('opening.unfit')}</p> : null}
            {trouble ? (
              <p className={styles.banner}>
                {say(troubleOf(trouble) === 'NO_CONNECTION' ? 'opening.offline' : 'opening.trouble')}
              </p>
            ) : null}
          </div>
          <Button
            look="primary"
            wide
            isDisabled={isSending || isUnfit || choice === null}
            onPress={() => outbox.offer(id)}
          >
            {say(isSending ? 'opening.keeping' : 'opening.keep')}
          </Button>
        </Stack>
      ) : null}
      {kept.length > 0 ? <TakeBack opening={opening} shown={shown} /> : null}
      <GoButton to={{ at: 'PIECE', id: opening.occurrenceId }} wide>
        {say('opening.back')}
      </GoButton>
      {viewerCanOffer ? <AskNotTo reflectionId={id} /> : null}
    </>
  );
}

/** One answer that may be opened, as it was shared, and what is offered of it. */
function OfferCard({
  offer,
  offered,
  language,
  choose,
}: {
  offer: Offer;
  offered: Offered | null;
  language: string;
  choose: (key: string, offered: Offered | null) => void;
}) {
  const say = useText();
  const { key, kind, wording, value } = offer;
  const shared = wordsToChange(kind, value);
  const change = (slot: string | null, text: string): void =>
    choose(key, {
      key,
      words: (offered?.words ?? []).map((one) => (one.slot === slot ? { slot, text } : one)),
    });
  return (
    <article className={styles.answer} aria-label={wording}>
      <h2 lang={language}>{wording}</h2>
      <BlockAnswer kind={kind} value={value} language={language} />
      <Tick
        bare
        isSelected={offered !== null}
        onChange={(isOn) => choose(key, isOn ? { key, words: null } : null)}
      >
        {say('opening.may')}
      </Tick>
      {offered && shared ? (
        offered.words === null ? (
          <div>
            <Button
              look="link"
              onPress={() => choose(key, { key, words: shared.map(({ slot, text }) => ({ slot, text })) })}
            >
              {say('opening.otherWords')}
            </Button>
          </div>
        ) : (
          <Stack gap={3}>
            {offered.words.map(({ slot, text }, index) => (
              <TextArea
                key={slot ?? 'all'}
                label={shared.find((one) => one.slot === slot)?.label ?? say('opening.inOtherWords')}
                {...(index === 0 ? { description: say('opening.original') } : {})}
                rows={3}
                limit={limits.block}
                value={text}
                onChange={(words) => change(slot, words)}
              />
            ))}
            <div>
              <Button look="link" onPress={() => choose(key, { key, words: null })}>
                {say('opening.asShared')}
              </Button>
            </div>
          </Stack>
        )
      ) : null}
    </article>
  );
}

/** Takes back what was offered, opened or not. */
function TakeBack({ opening, shown }: { opening: Opening; shown: (opening: Opening) => void }) {
  const say = useText();
  const toast = useToast();
  const { withdraw, isBusy, trouble } = useWithdraw(opening.id, (withdrawn) => {
    toast({ text: say('withdraw.done') });
    shown(withdrawn);
  });
  return (
    <Stack gap={2}>
      <p className={styles.muted}>{say(opening.viewerCanOffer ? 'withdraw.before' : 'withdraw.lead')}</p>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <Button wide isDisabled={isBusy} onPress={() => void withdraw()}>
        {say('withdraw.button')}
      </Button>
    </Stack>
  );
}

/**
 * "Please do not open this". Whoever looks at this phone sees the same before and after: no thanks, no mark, and a button
 * that can be pressed again. Only a failure to send is told.
 */
function AskNotTo({ reflectionId }: { reflectionId: string }) {
  const say = useText();
  const [trouble, setTrouble] = useState<string | null>(null);
  const ask = async (): Promise<void> => {
    setTrouble(null);
    try {
      const { askNotToOpen } = await send(
        AskNotToOpenDocument,
        { input: { idempotencyKey: crypto.randomUUID(), reflectionId } },
        { keepalive: true },
      );
      if (askNotToOpen.userErrors.length > 0) setTrouble(say('notToOpen.trouble'));
    } catch (error) {
      if (troubleOf(error) === 'SIGNED_OUT') noteSignedOut();
      setTrouble(say('notToOpen.trouble'));
    }
  };
  return (
    <Stack gap={2}>
      <p className={styles.muted}>{say('notToOpen.lead')}</p>
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>
      <div>
        <Button look="link" onPress={() => void ask()}>
          {say('notToOpen.button')}
        </Button>
      </div>
    </Stack>
  );
}

/** What the server knows to be offered. */
function keptOf({ offers }: Opening): Offered[] {
  return offers.flatMap(({ key, kind, value, offered }) => {
    if (offered === null || offered === undefined) return [];
    const isAsShared = JSON.stringify(offered) === JSON.stringify(value);
    const other = isAsShared ? null : wordsToChange(kind, offered);
    // A slot that is left out stays at hand, to be written again.
    const all = other && wordsToChange(kind, value);
    const words = all?.map(({ slot }) => ({
      slot,
      text: other?.find((one) => one.slot === slot)?.text ?? '',
    }));
    return [{ key, words: words ?? null }];
  });
}

const written = (words: NonNullable<Offered['words']>) => words.filter(({ text }) => text.trim() !== '');

/** What others would read of an answer; undefined: nothing. */
function valueOf({ key, kind, value }: Offer, chosen: readonly Offered[]): unknown {
  const offered = chosen.find((one) => one.key === key);
  if (!offered) return undefined;
  const offer = offerOf(kind, value, offered.words && written(offered.words));
  return offer.ok ? offer.value : undefined;
}
