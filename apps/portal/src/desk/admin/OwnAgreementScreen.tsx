import { useState } from 'react';
import { useFragment, useQuery } from '@apollo/client/react';
import {
  type DocumentDefinition,
  fixedParagraphs,
  inOwnWords,
  type Language,
  languageValues,
  limits,
  type OwnWording,
  type OwnWords,
  ownWordsOf,
  saySame,
  say as spoken,
} from '@rejoin/domain';
import { Link, useParams } from 'react-router';
import { dayOf } from '../../lib/format.js';
import { languageNames } from '../../lib/language.js';
import {
  AgreementToRead,
  Button,
  Card,
  ChooseOne,
  Dialog,
  ErrorState,
  Loading,
  TextArea,
  TextField,
  Title,
  useToast,
} from '../../ui/index.js';
import {
  PracticePartsFragmentDoc,
  PracticeScreenDocument,
  PublishAgreementDocument,
  SaveAgreementDraftDocument,
  type AgreementKind,
  type PracticePartsFragment,
} from '../gql/graphql.js';
import { NowhereScreen } from '../NowhereScreen.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit, type Refused } from '../use-submit.js';
import { agreementAt } from './agreement-path.js';
import styles from '../Desk.module.css';

type Both = Record<Language, OwnWords>;
type PracticeAgreement = PracticePartsFragment['agreements'][number];
const blank: OwnWords = { title: '', text: '', line: '' };
const definitionOf = ({ definition }: { definition: unknown }) => definition as DocumentDefinition;

/** Where an admin writes an agreement in the practice's own words, looks at it as clients will, and has it used. */
export function OwnAgreementScreen() {
  const kind = agreementAt(useParams()['kind']);
  const { data, error, refetch } = useQuery(PracticeScreenDocument);
  const { data: practice, complete } = useFragment({
    fragment: PracticePartsFragmentDoc,
    fragmentName: 'PracticeParts',
    from: data?.practice ?? null,
  });
  if (!kind) return <NowhereScreen />;
  if (!complete || !practice) {
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />;
  }
  const agreement = practice.agreements.find((one) => one.kind === kind);
  return agreement ? (
    <Writing
      key={kind}
      kind={kind}
      agreement={agreement}
      inUse={inUseOf(practice)}
      onLookAgain={() => refetch()}
    />
  ) : (
    <NowhereScreen />
  );
}

/** What couples are asked to accept now. */
interface InUse {
  kind: AgreementKind;
  text: DocumentDefinition;
}
function inUseOf({ agreement, agreementVersion, agreements }: PracticePartsFragment): InUse | null {
  const chosen = agreements.find(({ kind }) => kind === agreement);
  const text =
    agreementVersion === null
      ? chosen?.original
      : chosen?.versions.find(({ version }) => version === agreementVersion);
  return chosen && text ? { kind: chosen.kind, text: definitionOf(text) } : null;
}

/** What is being written; before the first draft what is in use of the practice's own, or else Rejoin's words. */
function writtenOf({ draft, versions, original }: PracticeAgreement): Both {
  const [latest] = versions;
  const from = definitionOf(latest ?? original);
  const of = (language: Language): OwnWords =>
    draft.words.length > 0
      ? (draft.words.find((words) => words.language === language) ?? blank)
      : (ownWordsOf(from, language) ?? blank);
  const plain = ({ title, text, line }: OwnWords): OwnWords => ({ title, text, line });
  return { en: plain(of('en')), es: plain(of('es')) };
}
const wordingOf = ({ en, es }: Both): OwnWording => ({
  en,
  ...(`${es.title}${es.text}${es.line}`.trim() ? { es } : {}),
});

function Writing({
  kind,
  agreement,
  inUse,
  onLookAgain,
}: {
  kind: AgreementKind;
  agreement: PracticeAgreement;
  inUse: InUse | null;
  onLookAgain: () => Promise<unknown>;
}) {
  const say = useText();
  const toast = useToast();
  const [words, setWords] = useState<Both>(() => writtenOf(agreement));
  /** The revision these words were written on, and what they were then. */
  const [base, setBase] = useState(() => ({
    revision: agreement.draft.revision,
    words: JSON.stringify(writtenOf(agreement)),
  }));
  const [looking, setLooking] = useState<DocumentDefinition | null>(null);
  const [theirs, setTheirs] = useState(false);
  const [wrong, setWrong] = useState<Refused | null>(null);
  const saving = useSubmit(SaveAgreementDraftDocument, ({ saveAgreementDraft }) => saveAgreementDraft);
  const publishing = useSubmit(PublishAgreementDocument, ({ publishAgreement }) => publishAgreement);
  const isChanged = JSON.stringify(words) !== base.words;
  const { draft } = agreement;
  const isKept = !isChanged && draft.words.length > 0;
  useUnsaved(isChanged);
  const refused = wrong ?? saving.refused ?? publishing.refused;
  const original = definitionOf(agreement.original);

  const change = (language: Language, by: Partial<OwnWords>): void => {
    setWrong(null);
    // That somebody else has changed it is not mended by writing on.
    for (const act of [saving, publishing]) if (act.refused?.code !== 'STALE') act.clear();
    setWords((before) => ({ ...before, [language]: { ...before[language], ...by } }));
  };
  /** The revision that holds these words; null where they were refused. */
  const keep = async (): Promise<number | null> => {
    if (isKept) return base.revision;
    const { es, en } = wordingOf(words);
    const kept = await saving.submit({ kind, baseRevision: base.revision, en, es: es ?? null });
    if (!kept) return null;
    setBase({ revision: base.revision + 1, words: JSON.stringify(words) });
    return base.revision + 1;
  };
  const look = (): void => {
    const made = inOwnWords(original, wordingOf(words), original.version);
    if (!made.ok) {
      const [first] = made.problems;
      setWrong({ text: first?.message ?? '', ...(first ? { field: first.path } : {}) });
      return;
    }
    setWrong(null);
    setLooking(made.document);
  };
  const publish = async (): Promise<void> => {
    const revision = await keep();
    const done = revision !== null && (await publishing.submit({ kind, revision }));
    setLooking(null);
    if (!done) return;
    setBase({ revision: revision + 1, words: JSON.stringify(words) });
    toast({ text: say('ownAgreement.published') });
  };
  const seeTheirs = async (): Promise<void> => {
    setWrong(null);
    try {
      await onLookAgain();
      setTheirs(true);
    } catch {
      setWrong({ code: 'STALE', text: say('ownAgreement.theirsNotThere') });
    }
  };
  /** Goes on from what somebody else has kept, with the words of one of the two. */
  const goOn = (words: Both): void => {
    setWords(words);
    setBase({ revision: draft.revision, words: JSON.stringify(writtenOf(agreement)) });
    setWrong(null);
    saving.clear();
    publishing.clear();
    setTheirs(false);
  };
  const fields = { words, change, refused };

  return (
    <>
      <Link to="/practice">{say('ownAgreement.back')}</Link>
      <Title>{say('ownAgreement.title')}</Title>
      <p>{say(`agreement.${kind}`)}</p>
      <p className={styles.muted}>{say('ownAgreement.lead')}</p>
      {draft.words.length > 0 && draft.savedAt ? (
        <p className={styles.muted}>
          {say('ownAgreement.draftBy', {
            name: draft.savedByName ?? '',
            day: dayOf(draft.savedAt, say.language),
          })}
        </p>
      ) : null}
      <Card>
        <h2>{say('ownAgreement.en')}</h2>
        <Fields language="en" {...fields} />
      </Card>
      <Card>
        <h2>{say('ownAgreement.es')}</h2>
        <p className={styles.muted}>{say('ownAgreement.esLead')}</p>
        <Fields language="es" {...fields} />
      </Card>
      <Card tone="soft">
        <h2>{say('ownAgreement.fixed')}</h2>
        {fixedParagraphs(original).map((paragraph) => (
          <p key={paragraph.en}>{spoken(paragraph, say.language)}</p>
        ))}
      </Card>
      <div role="alert">
        {refused ? (
          <div className={styles.banner}>
            <p>{refused.text}</p>
            {refused.code === 'STALE' ? (
              <Button onPress={() => void seeTheirs()}>{say('ownAgreement.seeTheirs')}</Button>
            ) : null}
          </div>
        ) : null}
      </div>
      <div className={styles.acts}>
        <Button
          isDisabled={saving.isBusy || !isChanged}
          onPress={() =>
            void keep().then((revision) => {
              if (revision !== null) toast({ text: say('ownAgreement.kept') });
            })
          }
        >
          {say('ownAgreement.keep')}
        </Button>
        <Button look="primary" isDisabled={saving.isBusy} onPress={look}>
          {say('ownAgreement.look')}
        </Button>
      </div>
      <Dialog
        shape="sheet"
        title={say('ownAgreement.preview')}
        isOpen={looking !== null}
        onClose={() => setLooking(null)}
      >
        {looking ? (
          <Preview
            document={looking}
            kind={kind}
            inUse={inUse}
            isBusy={saving.isBusy || publishing.isBusy}
            onPublish={() => void publish()}
          />
        ) : null}
      </Dialog>
      <Dialog
        shape="sheet"
        title={say('ownAgreement.theirs')}
        isOpen={theirs}
        onClose={() => setTheirs(false)}
      >
        {languageValues.map((language) => {
          const { title, text, line } = writtenOf(agreement)[language];
          return title || text ? (
            <section key={language} className={styles.section} lang={language}>
              <h3>{title}</h3>
              {text.split(/\n\s*\n/).map((paragraph, at) => (
                <p key={at}>{paragraph}</p>
              ))}
              {line ? <p className={styles.muted}>{line}</p> : null}
            </section>
          ) : null;
        })}
        <Button wide onPress={() => goOn(words)}>
          {say('ownAgreement.keepMine')}
        </Button>
        <Button wide onPress={() => goOn(writtenOf(agreement))}>
          {say('ownAgreement.takeTheirs')}
        </Button>
      </Dialog>
    </>
  );
}

function Fields({
  language,
  words,
  change,
  refused,
}: {
  language: Language;
  words: Both;
  change: (language: Language, by: Partial<OwnWords>) => void;
  refused: Refused | null;
}) {
  const say = useText();
  const at = (field: keyof OwnWords) => ({
    value: words[language][field],
    onChange: (value: string) => change(language, { [field]: value }),
    error: refused?.field === `${language}.${field}` ? refused.text : undefined,
  });
  return (
    <div className={styles.section} lang={language}>
      <TextField
        label={say('ownAgreement.heading')}
        limit={limits.agreementTitle}
        autoComplete="off"
        {...at('title')}
      />
      <TextArea
        label={say('ownAgreement.text')}
        description={say('ownAgreement.textHint')}
        rows={10}
        limit={limits.agreementWords}
        {...at('text')}
      />
      <TextField
        label={say('ownAgreement.line')}
        description={say('ownAgreement.lineHint')}
        limit={limits.agreementLine}
        autoComplete="off"
        {...at('line')}
      />
    </div>
  );
}

/** The text as a client meets it, in each language it is in, and what comes of using it. */
function Preview({
  document,
  kind,
  inUse,
  isBusy,
  onPublish,
}: {
  document: DocumentDefinition;
  kind: AgreementKind;
  inUse: InUse | null;
  isBusy: boolean;
  onPublish: () => void;
}) {
  const say = useText();
  const [language, setLanguage] = useState<Language>('en');
  return (
    <>
      {document.languages.length > 1 ? (
        <ChooseOne<Language>
          label={say('ownAgreement.inLanguage')}
          hideLabel
          value={language}
          onChange={setLanguage}
          options={languageValues.map((value) => ({ value, label: languageNames[value], lang: value }))}
        />
      ) : null}
      <AgreementToRead
        heading={<h3>{spoken(document.title, language)}</h3>}
        language={language}
        paragraphs={document.paragraphs.map((paragraph) => spoken(paragraph, language))}
      />
      {document.line ? (
        <p className={styles.muted}>
          {say('ownAgreement.block')} <q lang={language}>{spoken(document.line, language)}</q>
        </p>
      ) : null}
      {inUse?.kind === kind && saySame(inUse.text, document) ? (
        <p className={styles.banner}>{say('ownAgreement.inUse')}</p>
      ) : (
        <>
          <h3>{say('ownAgreement.before')}</h3>
          <ul className={styles.list}>
            {inUse && inUse.kind !== kind ? (
              <li>
                {say('ownAgreement.before.kind', {
                  now: say(`agreement.${inUse.kind}`),
                  then: say(`agreement.${kind}`),
                })}
              </li>
            ) : null}
            {(['all', 'gates', 'frozen'] as const).map((point) => (
              <li key={point}>{say(`ownAgreement.before.${point}`)}</li>
            ))}
          </ul>
          <Button look="primary" wide isDisabled={isBusy} onPress={onPublish}>
            {say('ownAgreement.publish')}
          </Button>
        </>
      )}
    </>
  );
}
