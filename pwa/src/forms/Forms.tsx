import "./forms.scss";
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Id } from "../store/contract";
import type { Used } from "../store/publishing";
import { useStore } from "../store/use-store";
import { Button, Empty, Icon, Main, useTitle } from "../ui";
import { Later } from "../ui/Later";
import { NotHere } from "../ui/NotHere";
import { formsOf, type Listed, searched, usedWords } from "./listing";
import { By, FormLink, State } from "./parts";
import { Upload } from "./Upload";
import { useUsed } from "./use-forms";

/** Who answers for the words of a questionnaire; the routes say the same. */
const publishers: readonly string[] = ["manager", "administrator"];

/** One form brings the engine that reads them: a file of its own. */
const oneForm = () => import("./OneForm");

export default function Forms() {
  const session = useStore().session.value;
  return session.phase === "open" && publishers.includes(session.me.role) ? <Screen /> : <NotHere />;
}

const inAddress = (): Id | null => new URLSearchParams(location.search).get("form");

/** Which form is open stands in the query: a link to it can be kept, and Back leads to the list. */
function useOpen(): [Id | null, (id: Id | null) => void] {
  const [open, show] = useState(inAddress);
  const to = useCallback((id: Id | null) => {
    if (id === inAddress()) return;
    history.pushState(null, "", id ? `/forms?form=${id}` : "/forms");
    show(id);
    scrollTo(0, 0);
  }, []);
  useEffect(() => {
    const read = () => show(inAddress());
    addEventListener("popstate", read);
    // The rail leads to this very address: from a form it is the way back to all.
    const home = (event: MouseEvent) => {
      if (event.target instanceof Element && event.target.closest('.rail a[href="/forms"]')) to(null);
    };
    document.addEventListener("click", home);
    return () => {
      removeEventListener("popstate", read);
      document.removeEventListener("click", home);
    };
  }, [to]);
  return [open, to];
}

/** "Forms": what is asked in assessments, in which version; a manager uploads, tries out, publishes and retires. */
function Screen() {
  const store = useStore();
  const [open, to] = useOpen();
  const { used, again } = useUsed();
  const all = formsOf(store.forms.value);
  const version = all.flatMap((one) => one.versions).find((one) => one.id === open);
  const form = all.find((one) => version && one.versions.includes(version));
  if (open && form && version)
    return (
      <Later
        key={open}
        load={oneForm}
        props={{ form, version, used, onOpen: to, onChanged: again }}
        waiting={<main class="main" id="main" />}
        failed={(retry) => <NotYet title={form.title} act="Try again" onAct={retry} words="This part of the app is not on this tablet yet." />}
      />
    );
  if (open)
    return store.forms.value ? (
      <NotYet
        title="This form is not on this tablet"
        act="All forms"
        onAct={() => to(null)}
        words="It was kept a moment ago, or it is of another place. What was kept comes with the next news."
      />
    ) : (
      <Main class="forms-page">
        <h1>Opening the forms</h1>
      </Main>
    );
  return <List all={all} used={used} onOpen={to} onChanged={again} />;
}

function NotYet(props: { title: string; words: string; act: string; onAct: () => void }) {
  return (
    <Main class="forms-page">
      <h1>{props.title}</h1>
      <Empty
        title="It opens with coverage"
        acts={
          <Button look="second" onClick={props.onAct}>
            {props.act}
          </Button>
        }
      >
        <p>{props.words}</p>
      </Empty>
    </Main>
  );
}

function List(props: { all: readonly Listed[]; used: ReadonlyMap<Id, Used> | null; onOpen: (id: Id) => void; onChanged: () => void }) {
  const { all, used, onOpen } = props;
  const store = useStore();
  useTitle("Forms");
  const [search, setSearch] = useState("");
  const [uploading, setUploading] = useState(false);
  const shown = searched(all, search);
  const waiting = shown.filter((one) => one.drafts.length > 0);
  const rest = shown.filter((one) => one.drafts.length === 0);
  return (
    <Main class="forms-page">
      <div class="headrow">
        <div>
          <h1>Forms</h1>
          <p class="muted">What is asked in assessments, and in which version</p>
        </div>
        <Button icon={uploading ? "shut" : "up"} look={uploading ? "second" : "main"} expanded={uploading} onClick={() => setUploading(!uploading)}>
          {uploading ? "Not now" : "Upload a form"}
        </Button>
      </div>
      {uploading && (
        <Upload
          onKept={(id) => {
            props.onChanged();
            onOpen(id);
          }}
        />
      )}
      {all.length > 0 && (
        <search class="find">
          <Icon name="search" />
          <label class="vh" for="find-form">
            Find a form
          </label>
          <input
            type="search"
            id="find-form"
            value={search}
            placeholder="Title or version"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </search>
      )}
      <p class="vh" role="status">
        {search ? `${shown.length} found` : ""}
      </p>
      {search && shown.length === 0 && <p class="none">No form has these words.</p>}
      {all.length === 0 && (
        <Empty title={store.forms.value ? "No forms yet" : "The forms are still on their way"}>
          <p>{store.forms.value ? "Upload one: it stays a draft until somebody publishes it." : "They come with the next coverage."}</p>
        </Empty>
      )}
      <Lines title="Drafts wait for a decision" all={waiting} used={used} onOpen={onOpen} />
      <Lines title={waiting.length ? "All others" : "All forms"} all={rest} used={used} onOpen={onOpen} />
    </Main>
  );
}

function Lines(props: { title: string; all: readonly Listed[]; used: ReadonlyMap<Id, Used> | null; onOpen: (id: Id) => void }) {
  if (!props.all.length) return null;
  return (
    <section aria-label={props.title}>
      <h2>{props.title}</h2>
      <ul class="form-lines">
        {props.all.map((one) => (
          <Line key={one.url} form={one} used={props.used} onOpen={props.onOpen} />
        ))}
      </ul>
    </section>
  );
}

function Line({ form, used, onOpen }: { form: Listed; used: ReadonlyMap<Id, Used> | null; onOpen: (id: Id) => void }) {
  const first = form.drafts[0] ?? form.active ?? form.versions[0]!;
  const shown = [...form.drafts, ...(form.active ? [form.active] : []), ...(form.drafts.length || form.active ? [] : [first])];
  const older = form.versions.length - shown.length;
  return (
    <li class="card">
      <h3>
        <FormLink id={first.id} onOpen={onOpen}>
          {form.title}
        </FormLink>
      </h3>
      <ul>
        {shown.map((version) => (
          <li key={version.id}>
            <State version={version} />
            <span>
              <b>Version {version.fields.version}</b>
              <By version={version} />
              {usedWords(used?.get(version.id)) && <span class="by">{usedWords(used?.get(version.id))}</span>}
            </span>
          </li>
        ))}
      </ul>
      {older > 0 && <p class="by">{older === 1 ? "1 version before" : `${older} versions before`}</p>}
    </li>
  );
}
