/** The assessments of a person, on their page and in a visit: go on with one, look at one, begin one. */
import { useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import { Older } from "../patient/Older";
import { outside } from "../patient/older";
import type { OnePatient } from "../patient/use-patient";
import { go } from "../routes";
import type { Bundle, Id, View } from "../store/contract";
import { isSigned, signingOf } from "../store/signed";
import { Button, Card, Tag, TextInput } from "../ui";
import { isMarked } from "./marks";
import { begin, found, listed, type Startable, startable } from "./start";
import { useOlder } from "./use-older";
import "./assessments.scss";

type Open = OnePatient & { bundle: Bundle };
const few = 4;
const assessment = { one: "assessment", many: "assessments" };

export default function Assessments({ one: here, visit }: { one: Open; visit: Id | null }) {
  const { reading, one } = useOlder(here);
  const { bundle, store } = one;
  const [all, setAll] = useState(false);
  const views = listed(bundle);
  const shown = all || reading.model.items.length ? views : views.slice(0, few);
  const out = outside(here.bundle, ["assessment"]);
  const forms = store.forms.value;
  const may = one.may("assessment", "about");
  const body = (
    <>
      {views.length === 0 && <p class="muted">None yet.</p>}
      <ul class="assessment-list">
        {shown.map((view) => (
          <Line key={view.id} one={one} view={view} forms={forms} />
        ))}
      </ul>
      {views.length > shown.length && (
        <Button look="quiet" onClick={() => setAll(true)}>
          Show all {views.length}
        </Button>
      )}
      {(out.count > 0 || reading.model.items.length > 0) && (
        <Older
          reading={{ ...reading, model: { ...reading.model, items: reading.model.items.filter(({ kind }) => kind === "assessment") } }}
          out={{ ...out, said: "" }}
          covered={store.status.value.state !== "offline"}
          thing={assessment}
          holds="This tablet holds those of twelve months, and all that are in progress."
        />
      )}
      {may && <Begin one={one} visit={visit} forms={startable(forms)} />}
    </>
  );
  return visit ? (
    body
  ) : (
    <Card class="assessments" title="Assessments">
      {body}
    </Card>
  );
}

const titleOf = (forms: Bundle | null, view: View<"assessment">): string =>
  forms?.all("questionnaire").find(({ fields }) => fields.url === view.fields.questionnaire && fields.version === view.fields.version)?.fields
    .title ??
  forms?.all("questionnaire").find(({ fields }) => fields.url === view.fields.questionnaire)?.fields.title ??
  "An assessment";

function Line({ one, view, forms }: { one: Open; view: View<"assessment">; forms: Bundle | null }) {
  const { fields } = view;
  const signing = signingOf(one.bundle, view.id);
  const signed = new Set(signing.standing.map((each) => each.fields.section)).size;
  const whole = isSigned(signing, "");
  const waits = signing.addenda.length + signing.notTaken.length;
  const marked = signing.standing.filter(isMarked).length;
  const disputed = Object.keys(view.disputed).length;
  return (
    <li>
      <a href={`/patient/${one.bundle.id}/assessment/${view.id}`}>{titleOf(forms, view)}</a>
      <span class="state">
        {fields.status === "completed" ? (
          <Tag tone="done" icon="check">
            Complete
          </Tag>
        ) : fields.status === "entered-in-error" ? (
          <Tag>Entered in error</Tag>
        ) : (
          <Tag tone="info">{signed === 0 ? "In progress" : whole ? "Signed" : `${signed} signed`}</Tag>
        )}
        {waits > 0 && <Tag tone="care">{waits === 1 ? "1 waits for its signer" : `${waits} wait for their signer`}</Tag>}
        {marked > 0 && (
          <Tag tone="care" icon="warn">
            {marked === 1 ? "1 signature marked" : `${marked} signatures marked`}
          </Tag>
        )}
        {disputed > 0 && (
          <Tag tone="care" icon="settle">
            {disputed} to settle
          </Tag>
        )}
      </span>
      <span class="by">
        {fields.begun_at ? `Begun ${shortDay(fields.begun_at)}` : "Begun"}
        {fields.begun_by ? ` by ${one.say.people.signature(fields.begun_by, true)}` : ""}
      </span>
    </li>
  );
}

function Begin({ one, visit, forms }: { one: Open; visit: Id | null; forms: readonly Startable[] }) {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const [busy, setBusy] = useState<string | null>(null);
  if (!open)
    return (
      <Button look="quiet" icon="plus" expanded={false} onClick={() => setOpen(true)}>
        Begin an assessment
      </Button>
    );
  const shown = found(forms, search);
  const start = async (form: Startable) => {
    if (busy) return;
    setBusy(form.url);
    try {
      const id = await begin(one.store, one.bundle, form, one.me?.staff ?? "", visit);
      go(`/patient/${one.bundle.id}/assessment/${id}`);
    } finally {
      setBusy(null);
    }
  };
  return (
    <section class="begin" aria-label="Begin an assessment">
      <TextInput label="Which form?" type="search" inputMode="search" value={search} onInput={setSearch} />
      <p class="vh" role="status">
        {shown.length === 1 ? "1 form" : `${shown.length} forms`}
      </p>
      {forms.length === 0 && <p class="muted">No forms are on this tablet yet. They come with the next coverage.</p>}
      {forms.length > 0 && shown.length === 0 && <p class="muted">No form has these words.</p>}
      <ul>
        {shown.map((form) => (
          <li key={form.url}>
            <button type="button" class="form-line" aria-disabled={busy !== null || undefined} onClick={() => void start(form)}>
              <b>{form.title}</b>
              <span class="by">
                {form.joint ? "Joint assessment. " : ""}
                {form.description}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Button look="quiet" onClick={() => setOpen(false)}>
        Not now
      </Button>
    </section>
  );
}
