import { useState } from 'react';
import { send, TroubleError } from '../lib/send.js';
import { noteSignedOut } from '../lib/signed-out-state.js';
import {
  AgreementToRead,
  Button,
  EmptyState,
  ErrorState,
  Loading,
  Stack,
  Title,
  useToast,
} from '../ui/index.js';
import { forgetAnswers, useAsk } from './ask.js';
import {
  AcceptAgreementDocument,
  AgreementScreenDocument,
  type AgreementPartsFragment,
} from './gql/graphql.js';
import { go, GoButton } from './navigation.js';
import { useText } from './text.js';
import styles from './My.module.css';

/** What a partner in joint work reads alone and agrees to, or puts off; of several couples, one after the other. */
export function AgreementScreen() {
  const say = useText();
  const toast = useToast();
  const { asked, again, put } = useAsk(AgreementScreenDocument, {});
  const [putOff, setPutOff] = useState<readonly string[]>([]);
  const [notice, setNotice] = useState<string | null>(null);
  if (asked.is === 'ASKING') return <Loading lines={6} />;
  if (asked.is === 'FAILED') return <ErrorState error={asked.error} onRetry={again} />;

  const isAhead = ({ coupleId }: AgreementPartsFragment): boolean => !putOff.includes(coupleId);
  const [agreement, next] = asked.data.today.agreements.filter(isAhead);
  if (!agreement) {
    return (
      <>
        <Title>{say('agreement.none')}</Title>
        <EmptyState action={<GoButton to={{ at: 'TODAY' }}>{say('nowhere.today')}</GoButton>}>
          {say('today.empty')}
        </EmptyState>
      </>
    );
  }
  const accepted = (left: AgreementPartsFragment[]): void => {
    forgetAnswers();
    setNotice(null);
    toast({ text: say('agreement.kept') });
    if (left.some(isAhead)) put({ today: { agreements: left } });
    else go({ at: 'TODAY' }, { replace: true });
  };
  const changed = (why: string): void => {
    setNotice(why);
    again();
  };
  const notNow = (): void => {
    setNotice(null);
    if (next) setPutOff([...putOff, agreement.coupleId]);
    else go({ at: 'TODAY' });
  };
  return (
    <Reading
      key={`${agreement.coupleId} ${agreement.kind} ${String(agreement.version)}`}
      {...{ agreement, notice, accepted, changed, notNow }}
    />
  );
}

function Reading({
  agreement,
  notice,
  accepted,
  changed,
  notNow,
}: {
  agreement: AgreementPartsFragment;
  notice: string | null;
  accepted: (left: AgreementPartsFragment[]) => void;
  /** The server did not take the yes, as when the practice has chosen another text meanwhile. */
  changed: (why: string) => void;
  notNow: () => void;
}) {
  const say = useText();
  const [isBusy, setBusy] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const [trouble, setTrouble] = useState<string | null>(null);
  const { coupleId, kind, version, clinicianName } = agreement;

  const accept = async (): Promise<void> => {
    setBusy(true);
    setTrouble(null);
    try {
      const { acceptAgreement } = await send(AcceptAgreementDocument, {
        input: { idempotencyKey: key, coupleId, kind, version },
      });
      const [refusal] = acceptAgreement.userErrors;
      if (refusal) changed(say(refusal.code === 'STALE' ? 'consent.changed' : 'agreement.trouble'));
      else accepted(acceptAgreement.agreements ?? []);
    } catch (error) {
      const cause = error instanceof TroubleError ? error.trouble : 'INTERNAL';
      if (cause === 'SIGNED_OUT') noteSignedOut();
      setTrouble(say(cause === 'NO_CONNECTION' ? 'agreement.offline' : 'agreement.trouble'));
    }
    setBusy(false);
  };

  return (
    <div className={styles.step}>
      {agreement.language === say.language ? null : (
        <p className={styles.banner}>{say('agreement.inEnglish')}</p>
      )}
      <AgreementToRead
        heading={
          <Stack gap={2}>
            <Title>{agreement.title}</Title>
            {clinicianName ? (
              <p className={styles.muted} lang={say.language}>
                {say('agreement.with', { name: clinicianName })}
              </p>
            ) : null}
          </Stack>
        }
        language={agreement.language}
        paragraphs={agreement.paragraphs}
      />
      <p>{say('agreement.seen')}</p>
      <p>{say('agreement.first')}</p>
      <div role="alert">
        {(trouble ?? notice) ? <p className={styles.banner}>{trouble ?? notice}</p> : null}
      </div>
      {/* Below the text and not over it: nobody agrees to what they have not come past. */}
      <div className={styles.pair}>
        <Button isDisabled={isBusy} onPress={notNow}>
          {say('agreement.notNow')}
        </Button>
        <Button isDisabled={isBusy} onPress={() => void accept()}>
          {say('agreement.accept')}
        </Button>
      </div>
    </div>
  );
}
