import { useState } from 'react';
import { useQuery } from '@apollo/client/react';
import {
  papersOf,
  say as inLanguage,
  type CautionCode,
  type ExerciseDefinition,
  type Text,
} from '@rejoin/domain';
import { flushSync } from 'react-dom';
import { Link, useParams } from 'react-router';
import { Sheet } from '../../../blocks/index.js';
import { languageName, listed } from '../../../lib/format.js';
import { Button, ErrorState, Loading, Tag, Title } from '../../../ui/index.js';
import { Menu } from '../../../ui/Menu.js';
import { ExerciseScreenDocument } from '../../gql/graphql.js';
import { useShortcuts } from '../../shortcuts.js';
import { useText } from '../../text.js';
import { AssignSheet } from '../assign/AssignSheet.js';
import { Asked } from './Asked.js';
import { ExerciseActs } from './ExerciseActs.js';
import { PhonePreview } from './PhonePreview.js';
import { Versions } from './Versions.js';
import styles from './Library.module.css';
import desk from '../../Desk.module.css';

/** One exercise of the library: what it is for, when to leave it out, and all of it as a client meets it. */
export function ExerciseScreen() {
  const say = useText();
  const { slug = '' } = useParams();
  const { data, error, refetch } = useQuery(ExerciseScreenDocument, { variables: { slug } });
  const [isAssigning, setAssigning] = useState(false);
  /** In which language it is wanted on paper; what is printed then is the sheet, and not this page. */
  const [paper, setPaper] = useState<string | null>(null);
  const own = data?.exercise?.own ?? null;
  const isGiven = own === null || (own.version !== null && own.archivedAt === null);
  useShortcuts({ a: () => setAssigning(isGiven) });

  if (!data?.exercise) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={5} />;
  }
  const { version } = data.exercise;
  const definition = data.exercise.definition as ExerciseDefinition;
  const words = (text: Text): string => inLanguage(text, say.language);
  const print = (language: string): void => {
    flushSync(() => setPaper(language));
    globalThis.print();
  };
  return (
    <>
      {paper === null ? null : papersOf(definition, paper).map((side, at) => <Sheet key={at} {...side} />)}
      <div className={styles.onScreen} data-paper={paper !== null}>
        <p>
          <Link to="/library">{say('library.title')}</Link>
        </p>
        <div className={desk.top}>
          <div>
            <Title>{words(definition.title)}</Title>
            <div className={desk.tags}>
              <Tag>{say('assign.minutes', { minutes: definition.minutes })}</Tag>
              <Tag>{say(`focus.${definition.focus}`)}</Tag>
              {own ? (
                <Tag tone="info">{say(`library.origin.${own.scope}`, { name: own.ownerName })}</Tag>
              ) : null}
              {definition.doorways.map((doorway) => (
                <Tag key={doorway} tone="soft">
                  {say(`moment.${doorway}`)}
                </Tag>
              ))}
            </div>
          </div>
          <div className={desk.acts}>
            {isGiven ? (
              <Button look="primary" onPress={() => setAssigning(true)} aria-keyshortcuts="a">
                {say('assign.open')}
              </Button>
            ) : null}
            <ExerciseActs slug={slug} own={own}>
              {definition.languages.length > 1 ? (
                <Menu
                  label={say('exercise.print')}
                  actions={definition.languages.map((language) => ({
                    id: language,
                    label: say('exercise.printIn', { language: languageName(language, say.language) }),
                    onAction: () => print(language),
                  }))}
                >
                  {say('exercise.print')}
                </Menu>
              ) : (
                <Button look="plain" onPress={() => print(definition.languages[0] ?? 'en')}>
                  {say('exercise.print')}
                </Button>
              )}
            </ExerciseActs>
          </div>
        </div>
        {own?.archivedAt ? <p className={desk.banner}>{say('own.putAwayLine')}</p> : null}
        {own && own.version === null ? <p className={desk.banner}>{say('own.draftLine')}</p> : null}
        <div className={styles.page}>
          <div className={desk.pane}>
            <p>{words(definition.summary)}</p>
            <Care definition={definition} />
            <dl className={desk.facts}>
              <dt>{say('exercise.sees')}</dt>
              <dd>{words(definition.sees)}</dd>
              <dt>{say('exercise.cadence')}</dt>
              <dd>{words(definition.cadence)}</dd>
              <dt>{say('exercise.oneQuestion')}</dt>
              <dd>{words(definition.oneQuestion)}</dd>
              <dt>{say('exercise.languages')}</dt>
              <dd>
                {listed(
                  definition.languages.map((tag) => languageName(tag, say.language)),
                  say.language,
                )}
              </dd>
              <dt>{say('exercise.version')}</dt>
              <dd>{say('exercise.versionNumber', { version })}</dd>
            </dl>
            <section className={desk.section} aria-labelledby="asked">
              <h2 id="asked">{say('exercise.asked')}</h2>
              <Asked definition={definition} />
            </section>
            {own ? <Versions exerciseId={own.id} /> : null}
          </div>
          <section className={`${styles.side ?? ''} ${desk.section ?? ''}`} aria-labelledby="preview">
            <h2 id="preview">{say('preview.title')}</h2>
            <PhonePreview key={`${slug} ${String(version)}`} definition={definition} />
          </section>
        </div>
      </div>
      <AssignSheet isOpen={isAssigning} onClose={() => setAssigning(false)} exercise={slug} />
    </>
  );
}

/** When not to give it, with the codes of caution in plain words. */
function Care({ definition }: { definition: ExerciseDefinition }) {
  const say = useText();
  return (
    <section className={styles.care} aria-labelledby="care">
      <h2 id="care">{say('assign.caution')}</h2>
      <p>{inLanguage(definition.contraindications, say.language)}</p>
      {definition.cautions.length > 0 ? (
        <ul>
          {definition.cautions.map((code: CautionCode) => (
            <li key={code}>{say(`caution.${code}`)}</li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
