import { useState } from 'react';
import { useApolloClient, useQuery } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { moment } from '../lib/format.js';
import { leaveForSignIn, tellOtherTabs } from '../lib/signed-out.js';
import { chooseTheme, storedTheme, type Theme } from '../lib/theme.js';
import { Button, Card, ChooseOne, ErrorState, Loading, Tick, Title } from '../ui/index.js';
import {
  DeskEndSignInDocument,
  DeskSignOutDocument,
  DeskSignOutEverywhereDocument,
  DeskYouScreenDocument,
} from './gql/graphql.js';
import { turnShortcuts, useShortcutsOn } from './shortcuts.js';
import { useText } from './text.js';
import { useSubmit } from './use-submit.js';
import styles from './Desk.module.css';

/** A staff member's own settings: looks, single keys, where they are signed in. */
export function YouScreen() {
  const say = useText();
  const apollo = useApolloClient();
  const { data, error, refetch } = useQuery(DeskYouScreenDocument);
  const [theme, setTheme] = useState<Theme>(storedTheme);
  const [trouble, setTrouble] = useState(false);
  const shortcutsOn = useShortcutsOn();
  const end = useSubmit(DeskEndSignInDocument, ({ endSignIn }) => endSignIn, { refetch: ['DeskYouScreen'] });

  const leave = async (mutation: TypedDocumentNode<unknown, Record<string, never>>): Promise<void> => {
    setTrouble(false);
    try {
      await apollo.mutate({ mutation });
      apollo.stop();
      await apollo.clearStore();
      tellOtherTabs('signed-out');
      leaveForSignIn('signed-out');
    } catch {
      setTrouble(true);
    }
  };

  const viewer = data?.viewer;
  return (
    <>
      <Title>{viewer?.name ?? say('who.you')}</Title>
      {!data && error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading /> : null}
      <div className={styles.columns}>
        <div className={styles.pane}>
          <Card>
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
          </Card>
          <Card>
            <h2>{say('keys.title')}</h2>
            <Tick bare isSelected={shortcutsOn} onChange={turnShortcuts}>
              {say('you.keys')}
            </Tick>
          </Card>
        </div>
        <div className={styles.pane}>
          {viewer ? (
            <Card>
              <h2>{say('you.signIns')}</h2>
              <p className={styles.muted}>{say('you.signInsLead')}</p>
              <ul className={styles.list}>
                {viewer.signIns.map((signIn) => (
                  <li key={signIn.id} className={styles.item}>
                    <span className={styles.itemText}>
                      <span>{signIn.device}</span>
                      <span className={styles.muted}>
                        {signIn.isCurrent
                          ? say('you.signInThis')
                          : say('you.signInLast', { when: moment(signIn.lastSeenAt, say.language) })}
                      </span>
                    </span>
                    {signIn.isCurrent ? null : (
                      <Button
                        aria-label={say('you.endThis', { device: signIn.device })}
                        isDisabled={end.isBusy}
                        onPress={() => void end.submit({ signInId: signIn.id })}
                      >
                        {say('you.end')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
              <div role="alert">
                {end.refused ? <p className={styles.banner}>{end.refused.text}</p> : null}
              </div>
            </Card>
          ) : null}
          <div role="alert">{trouble ? <p className={styles.banner}>{say('trouble.other')}</p> : null}</div>
          <div className={styles.acts}>
            <Button onPress={() => void leave(DeskSignOutDocument)}>{say('you.signOut')}</Button>
            <Button onPress={() => void leave(DeskSignOutEverywhereDocument)}>
              {say('you.signOutEverywhere')}
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
