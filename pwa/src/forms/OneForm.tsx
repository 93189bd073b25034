import { useEffect, useState } from "preact/hooks";
import type { Json } from "../assessment/engine/fhir";
import { isJson } from "../assessment/engine/fhir";
import { partsIn } from "../assessment/times";
import type { Id } from "../store/contract";
import type { Used } from "../store/publishing";
import { Button, Card, Icon, Main, useTitle } from "../ui";
import { Later } from "../ui/Later";
import { useHeldFocus } from "../ui/use-held-focus";
import { type Change, changesOf } from "./changes";
import { type Listed, usedWords, type Version } from "./listing";
import { Publish, Retire } from "./Publish";
import { By, FormLink, State } from "./parts";

const times = () => import("../assessment/Times");

/** Drawing a form brings all that assessments are drawn with: a file of its own. */
const trying = () => import("./Trial");

interface Props {
  form: Listed;
  version: Version;
  used: ReadonlyMap<Id, Used> | null;
  onOpen: (id: Id | null) => void;
  onChanged: () => void;
}

/** One version of a form: what it is, what it changes, how people would meet it; published and retired here. */
export default function OneForm({ form, version, used, onOpen, onChanged }: Props) {
  const { fields } = version;
  const title = fields.title || form.title;
  useTitle(title);
  const [asks, setAsks] = useState<"publish" | "retire" | null>(null);
  const [said, setSaid] = useState("");
  useHeldFocus("h1");
  // One came from the list: the heading has the focus, as after any navigation.
  useEffect(() => {
    document.querySelector<HTMLElement>("main h1")?.focus({ preventScroll: true });
  }, []);
  const status = fields.status ?? "draft";
  const definition: Json = isJson(fields.definition) ? fields.definition : {};
  const against = form.active && form.active.id !== version.id ? form.active : null;
  const usage = usedWords(used?.get(version.id));
  const done = (words: string) => {
    setAsks(null);
    setSaid(words);
    onChanged();
  };
  return (
    <Main class="forms-page one-form">
      <p class="crumb">
        <a
          href="/forms"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            onOpen(null);
          }}
        >
          <Icon name="left" />
          Forms
        </a>
      </p>
      <div class="headrow">
        <div>
          <h1 tabIndex={-1}>{title}</h1>
          <p class="what">
            <State version={version} /> <b>Version {fields.version}</b>
          </p>
          <By version={version} />
          {usage && <span class="by">{usage}</span>}
        </div>
        <div class="acts">
          {status !== "active" && (
            <Button look={status === "draft" ? "main" : "second"} onClick={() => setAsks("publish")}>
              {status === "draft" ? "Publish" : "Publish it again"}
            </Button>
          )}
          {status !== "retired" && (
            <Button look="second" onClick={() => setAsks("retire")}>
              Retire
            </Button>
          )}
        </div>
      </div>
      <div role="status">
        {said && (
          <p class="good">
            <Icon name="check" />
            {said}
          </p>
        )}
      </div>
      {against && <Changes before={against} definition={definition} isDraft={status === "draft"} />}
      <Later
        load={trying}
        props={{ version, definition }}
        waiting={<p class="muted">Opening the form…</p>}
        failed={(again) => (
          <Card title="Try it out">
            <p>That part of the app is not on this tablet yet: it comes with coverage.</p>
            <Button look="second" onClick={again}>
              Try again
            </Button>
          </Card>
        )}
      />
      {status !== "draft" && (
        <Card title="How long it takes" aside="By part, in sum">
          <Later
            load={times}
            props={{ form: version.id, parts: partsIn(definition) }}
            waiting={<p class="muted">Adding up…</p>}
            failed={(again) => (
              <>
                <p>That part of the app is not on this tablet yet: it comes with coverage.</p>
                <Button look="second" onClick={again}>
                  Try again
                </Button>
              </>
            )}
          />
        </Card>
      )}
      <div class="pair">
        {form.versions.length > 1 && (
          <Card title="Versions" aside={`${form.versions.length}`}>
            <ul class="versions">
              {form.versions.map((one) => (
                <li key={one.id}>
                  <FormLink id={one.id} onOpen={onOpen} current={one.id === version.id}>
                    Version {one.fields.version}
                  </FormLink>
                  <State version={one} />
                  <span>
                    <By version={one} />
                    {usedWords(used?.get(one.id)) && <span class="by">{usedWords(used?.get(one.id))}</span>}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title="About this form">
          <dl class="facts">
            {(
              [
                ["Address", fields.url],
                ["Licence", fields.licence],
                ["Acknowledgement", fields.acknowledgement],
                ["What it is for", typeof definition.description === "string" ? definition.description : null],
              ] as const
            ).map(([name, value]) =>
              value ? (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ) : null,
            )}
          </dl>
        </Card>
      </div>
      {asks === "publish" && <Publish version={version} title={title} before={against} used={used} onClose={() => setAsks(null)} onDone={done} />}
      {asks === "retire" && <Retire version={version} title={title} used={used} onClose={() => setAsks(null)} onDone={done} />}
    </Main>
  );
}

const kinds: [Change["what"], string, string][] = [
  ["form", "The form", "The form"],
  ["added", "1 item is new", "items are new"],
  ["removed", "1 item is gone", "items are gone"],
  ["changed", "1 item is another", "items are another"],
];

/** So many at once; the rest at a tap. */
const few = 12;

function Changes({ before, definition, isDraft }: { before: Version; definition: Json; isDraft: boolean }) {
  const [everything, showAll] = useState(false);
  const old: Json = isJson(before.fields.definition) ? before.fields.definition : {};
  const all = changesOf(old, definition);
  const against = `version ${before.fields.version}, which is in use`;
  return (
    <Card title={isDraft ? "What it changes" : "What is different"} aside={`Against ${against}`} class="changes">
      {all.length === 0 && <p>Nothing that is asked, shown or worked out differs from {against}.</p>}
      {kinds.map(([what, one, many]) => {
        const of = all.filter((change) => change.what === what);
        if (!of.length) return null;
        const shown = everything ? of : of.slice(0, few);
        return (
          <section key={what}>
            <h3>{what === "form" || of.length === 1 ? one : `${of.length} ${many}`}</h3>
            <ul class="problems">
              {shown.map((change) => (
                <li key={change.linkId}>
                  {change.linkId && (
                    <>
                      <b>{change.item}</b>
                      <code>{change.linkId}</code>
                    </>
                  )}
                  {change.says.map((words) => (
                    <span key={words}>{words}</span>
                  ))}
                </li>
              ))}
            </ul>
            {shown.length < of.length && (
              <Button look="quiet" onClick={() => showAll(true)}>
                Show all {of.length}
              </Button>
            )}
          </section>
        );
      })}
    </Card>
  );
}
