/** A few forms of the place: for looking at the manager's screen without a server. Publishing works until the page is loaded anew. */
import type { Signal } from "@preact/signals";
import type { Json } from "../src/assessment/engine/fhir";
import type { View } from "../src/store/contract";
import type { Publishing } from "../src/store/publishing";
import { me } from "./cast";
import { at } from "./records";
import type { Scenario } from "./scenarios";

const weight = (value: number) => [{ url: "http://hl7.org/fhir/StructureDefinition/ordinalValue", valueDecimal: value }];
const answers = ["No, never", "Once or twice", "Three times or more"].map((display, n) => ({
  valueCoding: { code: String(n), display, extension: weight(n) },
}));
const falls = (version: string, more: Json[]): Json => ({
  resourceType: "Questionnaire",
  url: "https://example.org/forms/falls",
  version,
  title: "Falls at home, in short",
  description: "Three questions before a falls assessment.",
  copyright: "Own form of the place.",
  item: [
    { linkId: "fallen", text: "Have you fallen in the past year?", type: "choice", required: true, answerOption: answers },
    {
      linkId: "hurt",
      text: "Were you hurt?",
      type: "boolean",
      enableWhen: [{ question: "fallen", operator: "!=", answerCoding: { code: "0" } }],
    },
    ...more,
  ],
});
const long = "The assessment of everything that an unusually long service specification asks for, in the wording of its annex, with its supplements";

const section = (linkId: string, text: string): Json => ({ linkId, text, type: "group", item: [{ linkId: `${linkId}.1`, text, type: "boolean" }] });
const living: Json = {
  ...{
    resourceType: "Questionnaire",
    url: "https://example.org/forms/living",
    version: "1.2",
    title: "Living at home, in short",
    copyright: "Ours.",
  },
  item: [
    section("about-me", "About me and what matters"),
    section("health", "Health"),
    section("medicines", "Medicines"),
    section("falls", "Falls and moving about"),
    section("daily", "Daily living: washing, dressing, eating, getting about in the home"),
    section("carers", "People who help"),
  ],
};

const form = (n: number, definition: Json, fields: View<"questionnaire">["fields"]): View => ({
  kind: "questionnaire",
  id: `0193c000-0000-7000-a000-${String(n).padStart(12, "0")}`,
  patient: null,
  part: "core",
  rev: n,
  fields: {
    url: definition.url as string,
    version: definition.version as string,
    title: definition.title as string,
    licence: definition.copyright as string,
    definition,
    ...fields,
  },
  stamps: {},
  kept: {},
  disputed: {},
  unknown: [],
});

export function formViews(scenario: Scenario): View[] {
  if (!scenario.startsWith("manager")) return [];
  const published = { published_by: me.staff, published_at: at("09:10") };
  const lives = { linkId: "lives", text: "Who lives with you?", type: "string" };
  const rushed = { linkId: "rushed", text: "Do you hurry to the toilet?", type: "boolean" };
  const tea: Json = {
    ...{ resourceType: "Questionnaire", url: `https://example.org/${"long-".repeat(20)}address`, version: "2026.11.3", title: long, copyright: "" },
    item: [lives],
  };
  return [
    form(1, falls("1.0", [lives]), { status: "active", ...published }),
    form(2, falls("1.1", [rushed]), { status: "draft" }),
    form(5, living, { status: "active", ...published }),
    form(3, tea, { status: "active", published_at: at("08:00") }),
    form(
      4,
      { ...tea, url: "https://example.org/weight", version: "1", title: "Weight at home" },
      {
        status: "retired",
        status_reason: "“Weight, BMI and loss” is used instead.",
        ...published,
      },
    ),
  ];
}

const offline = { ok: false, why: "offline", words: "" } as const;

export function previewPublishing(forms: Signal<View[]>, isOffline: boolean): Publishing {
  const put = (id: string, fields: View<"questionnaire">["fields"]) => {
    forms.value = forms.value.map((one) => (one.id === id ? { ...one, fields: { ...one.fields, ...fields } as View["fields"] } : one));
  };
  const done = async (act: () => void) => {
    await new Promise((wait) => setTimeout(wait, 500));
    if (isOffline) return offline;
    act();
    return { ok: true, value: null } as const;
  };
  return {
    forms: async () =>
      isOffline
        ? offline
        : {
            ok: true,
            value: forms.value.map((one, n) => ({ id: one.id, begun: [12, 0, null, 40][n] ?? null, being_filled: [6, 0, null, null][n] ?? null })),
          },
    judge: async (text) => {
      await new Promise((wait) => setTimeout(wait, 500));
      if (isOffline) return offline;
      const named = (text.match(/"linkId"\s*:\s*"[^"]+"/g) ?? []).length;
      const problems = text.includes('"broken"')
        ? [
            { item: "fallen", called: "“Have you fallen in the past year?”", words: "There is no type “radio”.", grave: true },
            { item: "hurt", called: "“Were you hurt?”", words: "It waits for a question that is not there: fell.", grave: true },
            { item: "", called: "the form", words: "It has no licence line (copyright).", grave: false },
          ]
        : [];
      const items = Array.from({ length: named }, (_, n) => ({
        item: String(n),
        level: 0,
        type: "string",
        text: "",
        options: [],
        is_computed: false,
        has_condition: false,
      }));
      return { ok: true, value: { now: at("09:41"), taken: problems.length === 0, problems, items } };
    },
    keep: async () => (isOffline ? offline : { ok: true, value: forms.value[1]!.id }),
    publish: (id) => done(() => put(id, { status: "active", published_by: me.staff, published_at: at("09:41") })),
    retire: (id, reason) => done(() => put(id, { status: "retired", status_reason: reason })),
  };
}
