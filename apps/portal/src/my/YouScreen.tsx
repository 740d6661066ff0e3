import { useState } from 'react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { isLanguage, languageValues, type Language } from '@rejoin/domain';
import { moment } from '../lib/format.js';
import { languageNames } from '../lib/language.js';
import { homeOf, type Role } from '../lib/paths.js';
import { send, type Refusal } from '../lib/send.js';
import { leaveForSignIn, tellOtherTabs } from '../lib/signed-out.js';
import type { Text } from '../lib/text.js';
import { chooseTheme, storedTheme, type Theme } from '../lib/theme.js';
import { Button, ChooseOne, Dialog, ErrorState, Loading, Stack, Title } from '../ui/index.js';
import { forgetAnswers, useAsk } from './ask.js';
import {
  ChooseLanguageDocument,
  EndSignInDocument,
  SetSeenByOthersDocument,
  SignOutDocument,
  SignOutEverywhereDocument,
  SwitchMembershipDocument,
  YouScreenDocument,
  type SignedInFragment,
} from './gql/graphql.js';
import { EndingWish } from './EndingWish.js';
import { GoButton } from './navigation.js';
import { outbox } from './outbox/index.js';
import { speak } from './speech.js';
import { shareTrouble } from './share-trouble.js';
import { useText, type MyMessage } from './text.js';
import styles from './My.module.css';

type WhoElse = 'NOBODY' | 'OTHERS';

/** The client's own settings: how it looks, where they are signed in, and the ways out. */
export function YouScreen({
  onViewer,
}: {
  /** Told when an answer changes how this page is watched over. */
  onViewer?: (viewer: SignedInFragment | null) => void;
}) {
  const say = useText();
  const { asked, again } = useAsk(YouScreenDocument, {});
  const [theme, setTheme] = useState<Theme>(storedTheme);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** The way out that waits for an answer, because some words are not sent. */
  const [leaving, setLeaving] = useState<(() => Promise<void>) | null>(null);

  const viewer = asked.is === 'HERE' ? asked.data.viewer : null;

  const run = async (act: () => Promise<readonly Refusal[]>, then: () => void): Promise<void> => {
    setTrouble(null);
    try {
      const [refusal] = await act();
      if (refusal) setTrouble(say('you.trouble'));
      else then();
    } catch (error) {
      setTrouble(shareTrouble(say, error));
    }
  };

  const signOut = async (document: TypedDocumentNode<unknown, Record<string, never>>): Promise<void> => {
    setTrouble(null);
    try {
      await send(document, {});
      outbox.letGo();
      tellOtherTabs('signed-out');
      leaveForSignIn('signed-out');
    } catch (error) {
      setTrouble(shareTrouble(say, error));
    }
  };
  const switchTo = ({ id, role }: { id: string; role: Role }): Promise<void> =>
    run(
      async () =>
        (
          await send(SwitchMembershipDocument, {
            input: { idempotencyKey: crypto.randomUUID(), membershipId: id },
          })
        ).switchMembership.userErrors,
      () => {
        outbox.letGo();
        forgetAnswers();
        // What other tabs of this browser hold belongs to the membership before.
        tellOtherTabs('signed-out');
        location.assign(homeOf(role));
      },
    );
  const choose = (language: Language): Promise<void> =>
    run(
      async () => {
        // Who is locked out of the account's own choices chooses for this browser.
        if (viewer?.isLocked) {
          await speak(language);
          return [];
        }
        const input = { idempotencyKey: crypto.randomUUID(), language };
        const { userErrors } = (await send(ChooseLanguageDocument, { input })).chooseLanguage;
        if (userErrors.length === 0) await speak(language);
        return userErrors;
      },
      // What was seen before was said in the language before.
      () => {
        forgetAnswers();
        again();
      },
    );
  const saySeenByOthers = (seenByOthers: boolean): Promise<void> =>
    run(async () => {
      const input = { idempotencyKey: crypto.randomUUID(), seenByOthers };
      const said = (await send(SetSeenByOthersDocument, { input })).setSeenByOthers;
      if (said.viewer) onViewer?.(said.viewer);
      return said.userErrors;
    }, again);
  const askFirst = (leave: () => Promise<void>): void => {
    outbox.flush();
    if (outbox.hasUnsent()) setLeaving(() => leave);
    else void leave();
  };

  return (
    <>
      <Title>{say('you.title')}</Title>
      {asked.is === 'ASKING' ? <Loading /> : null}
      {asked.is === 'FAILED' ? <ErrorState error={asked.error} onRetry={again} /> : null}
      {viewer && !viewer.isLocked ? (
        <p>{say('you.who', { name: viewer.name, practice: viewer.practice.name })}</p>
      ) : null}
      <div role="alert">{trouble ? <p className={styles.banner}>{trouble}</p> : null}</div>

      <ChooseOne<Theme>
        label={say('you.theme')}
        value={theme}
        onChange={(chosen) => {
          chooseTheme(chosen);
          setTheme(chosen);
        }}
        options={[
          { value: 'SYSTEM', label: say('you.theme.SYSTEM') },
          { value: 'LIGHT', label: say('you.theme.LIGHT') },
          { value: 'DARK', label: say('you.theme.DARK') },
        ]}
      />

      {isLanguage(say.language) ? (
        <ChooseOne<Language>
          label={say('you.language')}
          value={say.language}
          onChange={(language) => void choose(language)}
          options={languageValues.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      ) : null}

      {viewer && !viewer.isLocked ? (
        <ChooseOne<WhoElse>
          label={say('you.whoElse')}
          description={say('you.whoElse.lead')}
          value={viewer.seenByOthers === null ? null : viewer.seenByOthers ? 'OTHERS' : 'NOBODY'}
          onChange={(chosen) => void saySeenByOthers(chosen === 'OTHERS')}
          options={[
            { value: 'NOBODY', label: say('you.whoElse.nobody') },
            { value: 'OTHERS', label: say('you.whoElse.others') },
          ]}
        />
      ) : null}

      {viewer && viewer.memberships.length > 1 ? (
        <section aria-labelledby="memberships">
          <Stack gap={2}>
            <h2 id="memberships">{say('you.memberships')}</h2>
            {viewer.memberships.map((membership) => (
              <div key={membership.id} className={styles.device}>
                <span>
                  {membership.practiceName} · {say(`you.role.${membership.role}`)}
                </span>
                {membership.isActive ? (
                  <span className={styles.muted}>{say('you.membership.now')}</span>
                ) : (
                  <Button onPress={() => askFirst(() => switchTo(membership))}>
                    {say('you.membership.switch')}
                  </Button>
                )}
              </div>
            ))}
          </Stack>
        </section>
      ) : null}

      {viewer ? (
        <section aria-labelledby="sign-ins">
          <Stack gap={2}>
            <h2 id="sign-ins">{say('you.signIns')}</h2>
            <p className={styles.muted}>{say('you.signIns.lead')}</p>
            <ul>
              {viewer.signIns.map((signIn) => (
                <li key={signIn.id} className={styles.device}>
                  <span>
                    {deviceName(say, signIn.device)}
                    <br />
                    <span className={styles.muted}>
                      {signIn.isCurrent
                        ? say('you.signIn.this')
                        : say('you.signIn.last', { when: moment(signIn.lastSeenAt, say.language) })}
                    </span>
                  </span>
                  {signIn.isCurrent ? null : (
                    <Button
                      aria-label={say('you.signIn.endThis', { device: deviceName(say, signIn.device) })}
                      onPress={() =>
                        void run(
                          async () =>
                            (
                              await send(EndSignInDocument, {
                                input: { idempotencyKey: crypto.randomUUID(), signInId: signIn.id },
                              })
                            ).endSignIn.userErrors,
                          again,
                        )
                      }
                    >
                      {say('you.signIn.end')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Stack>
        </section>
      ) : null}

      {viewer && !viewer.isLocked && viewer.role === 'CLIENT' ? <EndingWish /> : null}

      {viewer && !viewer.isLocked ? (
        <GoButton to={{ at: 'AGREED' }} wide>
          {say('you.agreed')}
        </GoButton>
      ) : null}

      <p className={styles.muted}>{say('you.quickExit')}</p>
      <Stack gap={2}>
        <Button wide onPress={() => askFirst(() => signOut(SignOutDocument))}>
          {say('you.signOut')}
        </Button>
        <Button wide onPress={() => askFirst(() => signOut(SignOutEverywhereDocument))}>
          {say('you.signOutEverywhere')}
        </Button>
      </Stack>

      <Dialog
        title={say('you.unsent.title')}
        role="alertdialog"
        isOpen={leaving !== null}
        onClose={() => setLeaving(null)}
      >
        <p>{say('you.unsent.lead')}</p>
        <Button look="primary" wide onPress={() => setLeaving(null)}>
          {say('you.unsent.stay')}
        </Button>
        <Button
          look="danger"
          wide
          onPress={() => {
            setLeaving(null);
            void leaving?.();
          }}
        >
          {say('you.unsent.leave')}
        </Button>
      </Dialog>
    </>
  );
}

/** "Firefox on Android", as the server noted it, in the language of the page. */
function deviceName(say: Text<MyMessage>, device: string): string {
  const [browser = '', system] = device.split(' on ');
  const named = browser === 'A browser' ? say('you.device.some') : browser;
  return system ? say('you.device.on', { browser: named, system }) : named;
}
