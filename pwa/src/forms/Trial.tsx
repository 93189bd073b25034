/** A form as people would meet it: drawn by the very parts that draw an assessment, on a glass of a phone's or a tablet's width, over a record of nobody. */
import { render } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Filled, type Open } from "../assessment/Assessment";
import { readForm } from "../assessment/engine";
import type { Json } from "../assessment/engine/fhir";
import "../patient/patient.scss";
import { useMe } from "../patient/use-patient";
import type { Me, Store } from "../store/contract";
import { StoreContext, useStore } from "../store/use-store";
import { Button, Card, Segmented } from "../ui";
import type { Version } from "./listing";
import { type Trial as OneTrial, trial, trialOf } from "./trial-store";

/** Widths and heights of the glass in CSS pixels; on a smaller screen it is shown smaller. */
const glasses = { phone: [390, 760], tablet: [820, 900] } as const;
type Glass = keyof typeof glasses;

export default function Trial({ version, definition }: { version: Version; definition: Json }) {
  const store = useStore();
  const me = useMe(store);
  const [glass, setGlass] = useState<Glass>("phone");
  const [turn, setTurn] = useState(0);
  const { url = "", version: number = "" } = version.fields;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each turn a new one, empty
  const one = useMemo(() => trial(store, { url: url ?? "", version: number ?? "" }, () => crypto.randomUUID()), [store, url, number, turn]);
  if (!me) return null;
  return (
    <Card title="Try it out" class="trial">
      <p>
        As people meet it, with nobody’s record behind it: answer, and see what follows and what it comes to. Nothing of it is kept, counted or sent.
      </p>
      <div class="tools">
        <Segmented
          legend="On"
          value={glass}
          onChange={setGlass}
          segments={[
            { value: "phone", text: "A phone", icon: "phone" },
            { value: "tablet", text: "A tablet", icon: "tablet" },
          ]}
        />
        <Button look="second" icon="new" onClick={() => setTurn(turn + 1)}>
          Empty it
        </Button>
      </div>
      <Frame key={turn} glass={glass} trial={one} definition={definition} me={me} real={store} />
    </Card>
  );
}

interface Shown {
  trial: OneTrial;
  definition: Json;
  me: Me;
  real: Store;
}

/**
 * A page in the page, so that it has a width of its own and what is drawn for that width is what is drawn there. It has no address and loads nothing but our
 * styles; links in it lead from part to part, and nowhere else.
 */
function Frame({ glass, ...shown }: Shown & { glass: Glass }) {
  const outer = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const page = useRef<Document | null>(null);
  const [part, setPart] = useState("1");
  const [ready, setReady] = useState(0);
  const [width, height] = glasses[glass];

  useLayoutEffect(() => {
    const refit = () => {
      const [around, inside] = [outer.current, frame.current];
      if (!around || !inside) return;
      const scale = Math.min(1, around.clientWidth / width);
      inside.style.width = `${width}px`;
      inside.style.height = `${height}px`;
      inside.style.transform = scale < 1 ? `scale(${scale})` : "";
      around.style.height = `${Math.ceil(height * scale)}px`;
    };
    refit();
    const watch = new ResizeObserver(refit);
    if (outer.current) watch.observe(outer.current);
    return () => watch.disconnect();
  }, [width, height]);

  // A browser may make the empty page anew after the frame stands: then it is dressed again.
  const dress = () => {
    const made = frame.current?.contentDocument;
    if (!made?.body || made === page.current) return;
    page.current = made;
    made.documentElement.lang = "en-GB";
    made.title = "A form, tried out";
    for (const style of document.head.querySelectorAll("link[rel=stylesheet], style")) made.head.append(made.importNode(style, true));
    made.addEventListener("click", (event) => {
      const link = (event.target as Element | null)?.closest?.("a");
      if (!link) return;
      event.preventDefault();
      const to = new RegExp(`/assessment/${trialOf}/([^/]+)$`).exec(link.getAttribute("href") ?? "")?.[1];
      if (!to) return;
      setPart(to);
      made.defaultView?.scrollTo(0, 0);
    });
    setReady((n) => n + 1);
  };
  useEffect(dress, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each drawing of this draws what is in the frame
  useEffect(() => {
    const made = page.current;
    if (made) render(<Inside {...shown} part={part} />, made.body);
  }, [ready, part, shown.trial, shown.me]);
  useEffect(
    () => () => {
      if (page.current) render(null, page.current.body);
    },
    [],
  );
  return (
    <div class="glass" ref={outer}>
      <iframe ref={frame} title={`The form on a ${glass}`} class={glass} onLoad={dress} />
    </div>
  );
}

function Inside({ trial: { store, record }, definition, me, real, part }: Shown & { part: string }) {
  const form = useMemo(() => readForm(definition), [definition]);
  const bundle = record.value;
  // Whoever fills a form writes: a manager tries what they would.
  const filling = useMemo((): Me => ({ ...me, role: "practitioner" }), [me]);
  const people = real.people.value;
  const now = real.now.value;
  const one: Open = {
    store,
    header: undefined,
    bundle,
    say: { people, now },
    me: filling,
    may: (kind, group) => kind !== "attachment" && group !== "amendment",
    seesMore: true,
    name: "Nobody",
  };
  return (
    <StoreContext.Provider value={store}>
      <main class="main record-page assessment-page">
        <h1 class="vh">A form, tried out</h1>
        <Filled one={one} view={bundle.one("assessment", trialOf)!} form={form} part={part} />
      </main>
    </StoreContext.Provider>
  );
}
