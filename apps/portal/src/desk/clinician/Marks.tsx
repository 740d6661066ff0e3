import { useState } from 'react';
import { Link } from 'react-router';
import { limits } from '@rejoin/domain';
import { dayOf } from '../../lib/format.js';
import { Button, ChooseOne, Dialog, Tag, TextArea } from '../../ui/index.js';
import { Select } from '../../ui/Select.js';
import {
  LiftClinicianOnlyMarkDocument,
  type MarkKind,
  type SafetyQuery,
  SetClinicianOnlyMarkDocument,
} from '../gql/graphql.js';
import { useText } from '../text.js';
import { useUnsaved } from '../unsaved.js';
import { useSubmit } from '../use-submit.js';
import styles from '../Desk.module.css';

type Mark = SafetyQuery['safety']['marks'][number];
type CoupleLine = Readonly<{ id: string; name: string }>;
type Settable = Exclude<MarkKind, 'DO_NOT_OPEN'>;

/** What a clinician may mark, in the order a form offers it. */
const kinds: readonly Settable[] = ['CAUTION', 'COUPLE_HOLD', 'DO_NOT_CONTACT', 'SHARED_DEVICE'];

/** The marks of one person that only the care team knows, those in force first. */
export function Marks({
  clientId,
  couples,
  marks,
  onChange,
}: {
  clientId: string;
  couples: readonly CoupleLine[];
  marks: readonly Mark[];
  onChange: () => void;
}) {
  const say = useText();
  const [isMarking, setMarking] = useState(false);
  return (
    <section className={styles.section} aria-labelledby="marks">
      <h3 id="marks">{say('mark.title')}</h3>
      {marks.length === 0 ? <p className={styles.muted}>{say('mark.none')}</p> : null}
      {marks.map((mark) => (
        <OneMark key={mark.id} mark={mark} onLifted={onChange} />
      ))}
      <div>
        <Button onPress={() => setMarking(true)}>{say('mark.set')}</Button>
      </div>
      <Dialog shape="sheet" title={say('mark.setTitle')} isOpen={isMarking} onClose={() => setMarking(false)}>
        <MarkForm
          clientId={clientId}
          couples={couples}
          onDone={() => {
            setMarking(false);
            onChange();
          }}
        />
      </Dialog>
    </section>
  );
}

function OneMark({ mark, onLifted }: { mark: Mark; onLifted: () => void }) {
  const say = useText();
  const { submit, isBusy, refused } = useSubmit(
    LiftClinicianOnlyMarkDocument,
    ({ liftClinicianOnlyMark }) => liftClinicianOnlyMark,
  );
  const { kind, coupleName, note, setByName, liftedAt, reflectionId } = mark;
  const day = dayOf(mark.setAt, say.language);
  const name = say(`mark.kind.${kind}`);
  const lift = async (): Promise<void> => {
    if (await submit({ markId: mark.id })) onLifted();
  };
  return (
    <article className={styles.section}>
      <p className={styles.tags}>
        <Tag tone={liftedAt ? 'soft' : 'caution'}>{name}</Tag>
        {coupleName ? <span>{coupleName}</span> : null}
        {liftedAt ? (
          <span className={styles.muted}>{say('mark.lifted', { day: dayOf(liftedAt, say.language) })}</span>
        ) : null}
      </p>
      {note ? <p className={styles.personal}>{note}</p> : null}
      <p className={styles.muted}>
        {setByName ? say('mark.by', { name: setByName, day }) : say('mark.asked', { day })}
      </p>
      {reflectionId && !liftedAt ? (
        <p>
          <Link to={`/reflections/${reflectionId}`}>{say('mark.about')}</Link>
        </p>
      ) : null}
      {mark.viewerCanLift ? (
        <div>
          <Button
            look="link"
            isDisabled={isBusy}
            aria-label={say('mark.liftThis', { mark: name })}
            onPress={() => void lift()}
          >
            {say('mark.lift')}
          </Button>
        </div>
      ) : null}
      <div role="alert">{refused ? <p className={styles.banner}>{refused.text}</p> : null}</div>
    </article>
  );
}

function MarkForm({
  clientId,
  couples,
  onDone,
}: {
  clientId: string;
  couples: readonly CoupleLine[];
  onDone: () => void;
}) {
  const say = useText();
  const [kind, setKind] = useState<Settable | null>(null);
  const [coupleId, setCouple] = useState(couples[0]?.id ?? '');
  const [note, setNote] = useState('');
  const [gap, setGap] = useState<string | null>(null);
  const { submit, isBusy, refused } = useSubmit(
    SetClinicianOnlyMarkDocument,
    ({ setClinicianOnlyMark }) => setClinicianOnlyMark,
  );
  useUnsaved(note !== '');

  const set = async (): Promise<void> => {
    if (!kind) return setGap(say('mark.missing.kind'));
    setGap(null);
    const words = note.trim();
    const done = await submit({
      clientId,
      kind,
      ...(kind === 'COUPLE_HOLD' ? { coupleId } : {}),
      ...(words ? { note: words } : {}),
    });
    if (done) onDone();
  };

  return (
    <form
      className={styles.section}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void set();
      }}
    >
      <p className={styles.muted}>{say('mark.setLead')}</p>
      <ChooseOne
        label={say('mark.kind')}
        value={kind}
        onChange={setKind}
        options={kinds
          .filter((value) => value !== 'COUPLE_HOLD' || couples.length > 0)
          .map((value) => ({
            value,
            label: say(`mark.kind.${value}`),
            description: say(`mark.does.${value}`),
          }))}
      />
      {kind === 'COUPLE_HOLD' && couples.length > 1 ? (
        <Select
          label={say('mark.couple')}
          value={coupleId}
          onChange={setCouple}
          options={couples.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <TextArea
        label={say('mark.note')}
        description={say('mark.noteHint')}
        value={note}
        onChange={setNote}
        limit={limits.reply}
      />
      <div role="alert">
        {gap ? <p className={styles.banner}>{gap}</p> : null}
        {refused ? <p className={styles.banner}>{refused.text}</p> : null}
      </div>
      <Button look="primary" type="submit" isDisabled={isBusy}>
        {say('mark.save')}
      </Button>
    </form>
  );
}
