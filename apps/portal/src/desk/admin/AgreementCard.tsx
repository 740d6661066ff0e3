import { useState } from 'react';
import { Link } from 'react-router';
import { type DocumentDefinition, say as spoken } from '@rejoin/domain';
import { fullDayOf } from '../../lib/format.js';
import { AgreementToRead, Button, Card, ChooseOne, useToast } from '../../ui/index.js';
import { ChooseAgreementDocument, type AgreementKind, type PracticePartsFragment } from '../gql/graphql.js';
import { useText } from '../text.js';
import { useSubmit } from '../use-submit.js';
import { agreementPath } from './agreement-path.js';
import styles from '../Desk.module.css';

type Chosen = `${AgreementKind} ${string}`;
const nameOf = (kind: AgreementKind, version: number | null): Chosen => `${kind} ${version ?? ''}`;

/**
 * The confidentiality agreement each person in joint work reads and accepts: one of two, as Rejoin words it or in the
 * practice's own words. Each can be read in place.
 */
export function AgreementCard({ practice }: { practice: PracticePartsFragment }) {
  const say = useText();
  const toast = useToast();
  const { submit, isBusy, refused } = useSubmit(
    ChooseAgreementDocument,
    ({ chooseAgreement }) => chooseAgreement,
  );
  const inUse = practice.agreement && nameOf(practice.agreement, practice.agreementVersion);
  const [chosen, setChosen] = useState<Chosen | null>(inUse);
  const options = practice.agreements.flatMap(({ kind, original, versions }) => {
    const what = say(`agreement.${kind}`);
    const [latest, ...before] = versions;
    const rejoins = { kind, version: null, definition: original.definition as unknown as DocumentDefinition };
    // Of the practice's own, the newest is offered, whichever is in use, and what was taken up from before.
    const own = [latest, ...before].filter(
      (one) => one !== undefined && (one === latest || [inUse, chosen].includes(nameOf(kind, one.version))),
    );
    return [
      { ...rejoins, description: say('agreement.original', { what }) },
      ...own.flatMap((one) =>
        one
          ? [
              {
                kind,
                version: one.version,
                definition: one.definition as unknown as DocumentDefinition,
                description: say('agreement.own', {
                  day: fullDayOf(one.publishedAt ?? '', say.language),
                  what,
                }),
              },
            ]
          : [],
      ),
    ];
  });
  const use = async (kind: AgreementKind, version: number | null): Promise<void> => {
    if (!(await submit({ kind, version }))) return;
    setChosen(nameOf(kind, version));
    toast({ text: say('agreement.kept') });
  };
  const marked = options.find(({ kind, version }) => nameOf(kind, version) === chosen);
  const isChanged = marked !== undefined && chosen !== inUse;
  return (
    <Card>
      <h2>{say('agreement.title')}</h2>
      <p className={styles.muted}>{say('agreement.lead')}</p>
      {practice.agreement === null ? <p className={styles.banner}>{say('agreement.notChosen')}</p> : null}
      <ChooseOne<Chosen>
        label={say('agreement.which')}
        hideLabel
        value={chosen}
        onChange={setChosen}
        options={options.map(({ kind, version, definition, description }) => ({
          value: nameOf(kind, version),
          label: spoken(definition.title, say.language),
          description,
        }))}
      />
      {options.map(({ kind, version, definition }) => (
        <Words key={nameOf(kind, version)} definition={definition} />
      ))}
      {isChanged && practice.agreement !== null ? <p>{say('agreement.anew')}</p> : null}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
      <div className={styles.acts}>
        <Button
          isDisabled={isBusy || !isChanged}
          onPress={() => void (marked && use(marked.kind, marked.version))}
        >
          {say('agreement.keep')}
        </Button>
      </div>
      {practice.agreements.map(({ kind, original, draft, versions }) => {
        const title = spoken((original.definition as unknown as DocumentDefinition).title, say.language);
        const shown = options.map((option) => nameOf(option.kind, option.version));
        const before = versions.filter(({ version }) => !shown.includes(nameOf(kind, version)));
        return (
          <div key={kind} className={styles.section}>
            <div>
              <Link to={agreementPath(kind)}>
                {say(draft.words.length + versions.length > 0 ? 'agreement.writeOn' : 'agreement.write', {
                  title,
                })}
              </Link>
            </div>
            {before.length > 0 ? (
              <details className={styles.fold}>
                <summary>{say('agreement.before')}</summary>
                <div className={styles.folded}>
                  {before.map(({ version, definition, publishedAt, publishedByName }) => {
                    const text = definition as unknown as DocumentDefinition;
                    return (
                      <div key={version} className={styles.section}>
                        <p>
                          {say('agreement.beforeOne', {
                            title: spoken(text.title, say.language),
                            day: fullDayOf(publishedAt ?? '', say.language),
                            name: publishedByName ?? '',
                          })}
                        </p>
                        <Words definition={text} />
                        <div>
                          <Button isDisabled={isBusy} onPress={() => setChosen(nameOf(kind, version))}>
                            {say('agreement.useAgain')}
                          </Button>
                        </div>
                      </div>
                    );
                  })}
                </div>
              </details>
            ) : null}
          </div>
        );
      })}
    </Card>
  );
}

function Words({ definition }: { definition: DocumentDefinition }) {
  const say = useText();
  const title = spoken(definition.title, say.language);
  return (
    <details className={styles.fold}>
      <summary>{say('agreement.read', { title })}</summary>
      <div className={styles.folded}>
        <AgreementToRead
          heading={null}
          language={say.language}
          paragraphs={definition.paragraphs.map((paragraph) => spoken(paragraph, say.language))}
        />
      </div>
    </details>
  );
}
