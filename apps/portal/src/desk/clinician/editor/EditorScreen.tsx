import { useEffect, useMemo, useRef, useState } from 'react';
import { useQuery } from '@apollo/client/react';
import {
  adviceOn,
  changesBetween,
  isUnchanged,
  parseOwn,
  withoutStep,
  withStep,
  withStepMoved,
  type BlockKindName,
  type ExerciseDefinition,
  type Problem,
} from '@rejoin/domain';
import { Link, useNavigate, useParams } from 'react-router';
import { languageName } from '../../../lib/format.js';
import {
  Button,
  Dialog,
  EmptyState,
  ErrorState,
  Loading,
  SaveLine,
  Title,
  useToast,
} from '../../../ui/index.js';
import { Select } from '../../../ui/Select.js';
import {
  ExerciseDraftDocument,
  PublishExerciseDocument,
  type ExerciseDraftQuery,
} from '../../gql/graphql.js';
import { useText } from '../../text.js';
import { useSubmit } from '../../use-submit.js';
import { PhonePreview } from '../library/PhonePreview.js';
import { HeadForm } from './HeadForm.js';
import { PublishForm } from './PublishForm.js';
import { StepForm } from './StepForm.js';
import { StepList } from './StepList.js';
import { useSketch, type Sketching } from './use-sketch.js';
import { Verdict } from './Verdict.js';
import { stepAt } from './words.js';
import styles from './Editor.module.css';
import desk from '../../Desk.module.css';

type Draft = NonNullable<ExerciseDraftQuery['exerciseDraft']>;

/** Writing an exercise: its steps, the one that is written on, and the phone on which all of it is seen at once. */
export function EditorScreen() {
  const { exerciseId = '' } = useParams();
  const { data, error, refetch } = useQuery(ExerciseDraftDocument, {
    variables: { exerciseId },
    // What was on the desk before may have been saved over since.
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-only',
  });
  if (!data?.exerciseDraft)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />;
  const draft = data.exerciseDraft;
  return draft.exercise.archivedAt ? <PutAway draft={draft} /> : <Editor key={exerciseId} draft={draft} />;
}

function PutAway({ draft: { exercise } }: { draft: Draft }) {
  const say = useText();
  return (
    <>
      <Title>{exercise.title.trim() || say('editor.untitled')}</Title>
      <EmptyState action={<Link to={`/library/${exercise.slug}`}>{say('editor.toPage')}</Link>}>
        {say('editor.putAway')}
      </EmptyState>
    </>
  );
}

function Editor({ draft }: { draft: Draft }) {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const [loaded] = useState({
    definition: draft.definition as ExerciseDefinition,
    revision: draft.revision,
    savedByName: draft.savedByName,
  });
  const writing = useSketch(draft.id, loaded);
  const { sketch, change, undo, canUndo, save, flush, clash } = writing;
  const [chosenKey, setChosen] = useState<string | null>(null);
  const [chosenLanguage, setLanguage] = useState('en');
  const [told, setTold] = useState<{ of: ExerciseDefinition; problems: readonly Problem[] } | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  // Beside the words there is room for it; where there is none, it is unfolded by whoever wants to look.
  const [isPreviewed, setPreviewed] = useState(false);
  const publishing = useSubmit(PublishExerciseDocument, ({ publishExercise }) => publishExercise, {
    refetch: ['LibraryScreen', 'OwnExercises', 'ExerciseScreen', 'Library'],
  });

  const base = draft.base as ExerciseDefinition | null;
  const published = draft.published as ExerciseDefinition | null;
  const step = sketch.steps.find(({ key }) => key === chosenKey);
  const language = sketch.languages.includes(chosenLanguage) ? chosenLanguage : 'en';
  const advice = useMemo(() => adviceOn(sketch), [sketch]);
  // The server reads it with the same rules; what it alone knows is told until something is changed.
  const verdict = useMemo(() => parseOwn(sketch, base), [sketch, base]);
  const problems = verdict.ok ? (told?.of === sketch ? told.problems : []) : verdict.problems;
  const isSame = published !== null && isUnchanged(changesBetween(published, sketch));
  const at = { language, languages: sketch.languages, advice, problems, wanted };
  const stepKeys = sketch.steps.map(({ key }) => key);
  const troubled = new Set(problems.map((problem) => stepKeys[stepAt(problem) ?? -1] ?? null));
  const sheet = useRef<HTMLElement>(null);
  // Whoever asks for the place of a problem is brought to its field.
  useEffect(() => {
    if (wanted === null) return;
    const place = [...(sheet.current?.querySelectorAll<HTMLElement>('[data-place]') ?? [])].find(
      ({ dataset }) => dataset['place'] === wanted || wanted.startsWith(`${dataset['place'] ?? ''}.`),
    );
    const field = place?.querySelector<HTMLElement>('input, textarea') ?? sheet.current;
    for (const fold of ancestorsOf(place)) fold.open = true;
    field?.focus();
  }, [wanted, chosenKey]);
  const title = sketch.title[language]?.trim() ?? '';

  const choose = (key: string | null): void => {
    setChosen(key);
    setWanted(null);
    // Where the sheet lies under the steps, it comes to whoever chose.
    requestAnimationFrame(() => {
      const top = sheet.current?.getBoundingClientRect().top ?? 0;
      if (top > innerHeight / 2) sheet.current?.scrollIntoView({ block: 'start' });
    });
  };
  const add = (kind: BlockKindName): void => {
    const { sketch: next, key } = withStep(sketch, kind, step?.key);
    change(() => next);
    choose(key);
  };
  const takeOut = (key: string): void => {
    const number = stepKeys.indexOf(key);
    change((before) => withoutStep(before, key));
    setChosen(stepKeys[number - 1] ?? null);
    toast({ text: say('editor.takenOut', { number: number + 1 }), undo });
  };
  const publish = async (note: string): Promise<void> => {
    if (!(await flush())) return;
    const done = await publishing.submit({
      exerciseId: draft.id,
      revision: writing.revision(),
      ...(note ? { note } : {}),
    });
    if (!done) return;
    if (done.exercise) {
      toast({
        text: say('publish.done', { title: done.exercise.title, version: done.exercise.version ?? 1 }),
      });
      void navigate(`/library/${done.exercise.slug}`);
      return;
    }
    setTold({ of: sketch, problems: done.problems ?? [] });
    setPublishing(false);
  };
  const show = (problem: Problem): void => {
    const language = sketch.languages.find((tag) => problem.path.endsWith(`.${tag}`));
    if (language) setLanguage(language);
    setChosen(stepKeys[stepAt(problem) ?? -1] ?? null);
    setWanted(problem.path);
  };

  return (
    <>
      <p>
        <Link to="/library">{say('library.title')}</Link>
      </p>
      <div className={desk.top}>
        <div>
          <Title>{title || say('editor.untitled')}</Title>
          <SaveLine state={save} onRetry={() => void flush()} />
          <Verdict
            id="verdict"
            problems={problems}
            version={isSame ? draft.exercise.version : null}
            onShow={show}
          />
        </div>
        <div className={`${desk.acts ?? ''} ${styles.acts ?? ''}`}>
          {sketch.languages.length > 1 ? (
            <div className={styles.language}>
              <Select
                label={say('editor.language')}
                value={language}
                onChange={setLanguage}
                options={sketch.languages.map((tag) => ({
                  value: tag,
                  label: languageName(tag, say.language),
                }))}
              />
            </div>
          ) : null}
          <Button onPress={undo} isDisabled={!canUndo}>
            {say('editor.undo')}
          </Button>
          <Button
            look="primary"
            onPress={() => setPublishing(true)}
            isDisabled={clash !== null || problems.length > 0 || isSame}
            aria-describedby="verdict"
          >
            {say('publish.open')}
          </Button>
        </div>
      </div>
      <div role="alert" className={desk.section}>
        {writing.refused ? <p className={desk.banner}>{writing.refused}</p> : null}
        {clash ? <ClashCard writing={writing} /> : null}
      </div>
      <div className={styles.desk}>
        <StepList
          sketch={sketch}
          chosen={step?.key ?? null}
          onChoose={choose}
          onAdd={add}
          onMove={(key, by) => change((before) => withStepMoved(before, key, by))}
          troubled={troubled}
        />
        <section ref={sheet} className={styles.sheet} aria-labelledby="written" tabIndex={-1}>
          <div className={desk.rowEnd}>
            <h2 id="written">
              {step ? say('editor.step', { number: stepKeys.indexOf(step.key) + 1 }) : say('editor.head')}
            </h2>
            {step && stepKeys.length > 1 ? (
              <Button look="link" onPress={() => takeOut(step.key)}>
                {say('editor.takeStepOut')}
              </Button>
            ) : null}
          </div>
          {step ? (
            <StepForm key={step.key} step={step} sketch={sketch} base={base} onChange={change} desk={at} />
          ) : (
            <HeadForm sketch={sketch} base={base} onChange={change} desk={at} />
          )}
        </section>
        <section className={styles.preview} data-open={isPreviewed} aria-label={say('preview.title')}>
          <div className={styles.previewFold}>
            <Button aria-expanded={isPreviewed} onPress={() => setPreviewed(!isPreviewed)}>
              {say(isPreviewed ? 'editor.previewHide' : 'editor.previewShow')}
            </Button>
          </div>
          <div className={styles.previewBody}>
            <PhonePreview definition={sketch} step={step?.key ?? null} language={language} />
          </div>
        </section>
      </div>
      <Dialog title={say('publish.title')} isOpen={isPublishing} onClose={() => setPublishing(false)}>
        <PublishForm
          sketch={sketch}
          before={published}
          adviceCount={advice.length}
          isBusy={publishing.isBusy}
          refused={publishing.refused?.text ?? null}
          onPublish={(note) => void publish(note)}
        />
      </Dialog>
    </>
  );
}

function ancestorsOf(place: HTMLElement | undefined): HTMLDetailsElement[] {
  const fold = place?.parentElement?.closest('details');
  return fold ? [fold, ...ancestorsOf(fold)] : [];
}

/** Two wrote at once. Both texts are there until one is chosen, and the other stays one step back. */
function ClashCard({ writing: { clash, sketch, settle } }: { writing: Sketching }) {
  const say = useText();
  if (!clash) return null;
  const { texts, added, removed } = changesBetween(clash.theirs, sketch);
  return (
    <div className={styles.problems}>
      <h2>{say('clash.title')}</h2>
      <p>
        {say('clash.lead', {
          name: clash.savedByName,
          count: texts + added.length + removed.length,
        })}
      </p>
      <div className={desk.acts}>
        <Button onPress={() => settle('MINE')}>{say('clash.mine')}</Button>
        <Button onPress={() => settle('THEIRS')}>{say('clash.theirs', { name: clash.savedByName })}</Button>
      </div>
    </div>
  );
}
