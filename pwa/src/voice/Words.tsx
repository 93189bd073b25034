import { useState } from "preact/hooks";
import { shortDay } from "../lib/dates";
import type { FeedbackComment, FeedbackComments, FeedbackThemeName, MarkComment, Reply, VoicePage } from "../store/voice";
import { Button, Card, Dialog, Tag, TextArea, TextInput } from "../ui";
import { Tick } from "../ui/Choice";
import { AnswerIt } from "./Answering";
import type { Filters } from "./filters";
import { failure, type Loaded, useLoaded, useVerbs } from "./use-voice";
import { counted, howItCame, isRightToLeft, languageOf, nameOf } from "./words";

/** So many comments stand there at first, as the drawing has them; the rest comes with a tap. */
const first = 5;

interface Acting {
  what: "answer" | "more";
  one: FeedbackComment;
}

interface Given {
  page: VoicePage;
  filters: Filters;
  onTheme: (theme: string | null) => void;
  replies: Reply[];
  leads: (team: string | null) => boolean;
  onChanged: () => void;
}

/** What people wrote: by theme, by words, with what one may do about each. */
export function Words(props: Given) {
  const { page, filters } = props;
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState("");
  const [pages, setPages] = useState<(string | null)[]>([null]);
  const after = pages.at(-1)!;
  const which = { scope: page.scope, month: page.month, theme: filters.theme, search: asked.trim() || null, after };
  const { loaded, again } = useLoaded<FeedbackComments>(JSON.stringify(which), (voice) => voice.comments(which));
  const found = loaded.value;
  const [all, setAll] = useState(false);
  // Here and not in the comment: a list that comes anew while somebody writes must not take what they write with it.
  const [acting, setActing] = useState<Acting | null>(null);
  const changed = () => {
    again();
    props.onChanged();
  };
  const isWhole = all || filters.theme !== null || asked !== "" || pages.length > 1;
  const comments = isWhole ? (found?.comments ?? []) : (found?.comments ?? []).slice(0, first);
  const begin = () => setPages([null]);
  return (
    <Card title="In their words" aside={found ? `${counted(found.total, "comment")}, ${nameOf(page.month)}` : undefined} class="in-words">
      {found && found.to_review > 0 && (
        <p class="waits">
          <Tag tone="care" icon="info">
            {counted(found.to_review, "comment")} for a lead to read first
          </Tag>
        </p>
      )}
      {found && (
        // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of fields
        <div class="chips" role="group" aria-label="Theme">
          <Button
            look="calm"
            pressed={filters.theme === null}
            onClick={() => {
              begin();
              props.onTheme(null);
            }}
          >
            All <b class="num">{found.total}</b>
          </Button>
          {found.themes.map((theme) => (
            <Button
              key={theme.key}
              look="calm"
              pressed={filters.theme === theme.key}
              onClick={() => {
                begin();
                props.onTheme(filters.theme === theme.key ? null : theme.key);
              }}
            >
              {theme.name} <b class="num">{theme.count}</b>
            </Button>
          ))}
        </div>
      )}
      <form
        class="find"
        onSubmit={(event) => {
          event.preventDefault();
          begin();
          setAsked(search);
        }}
      >
        <TextInput label="Words in a comment" type="search" value={search} onInput={setSearch} />
        <Button look="second" type="submit" icon="search">
          Find
        </Button>
      </form>
      <p class="vh" role="status">
        {said(loaded)}
      </p>
      {loaded.phase === "failed" && (
        <div class="sorry">
          <p>{loaded.words}</p>
          <Button look="second" onClick={again}>
            Try again
          </Button>
        </div>
      )}
      {found && (found.comments.length === 0 ? <p>{nothing(found, which.theme !== null || which.search !== null)}</p> : null)}
      <ul class="says" aria-busy={loaded.phase === "busy"}>
        {comments.map((one) => (
          <Said key={`${one.id}${one.version}`} one={one} {...props} themes={page.themes} onAct={(what) => setActing({ what, one })} />
        ))}
      </ul>
      <p class="foot">
        Names and numbers are taken out before anyone here reads.{" "}
        {found &&
          found.small_themes > 0 &&
          `${found.small_themes === 1 ? "One theme has" : `${found.small_themes} themes have`} fewer than 5 comments and no number here.`}
      </p>
      {found && !isWhole && found.comments.length > first && (
        <Button look="second" onClick={() => setAll(true)}>
          All {counted(found.total, "comment")}
        </Button>
      )}
      {isWhole && (pages.length > 1 || found?.next) && (
        <div class="pages">
          {pages.length > 1 && (
            <Button look="second" onClick={() => setPages(pages.slice(0, -1))}>
              Before
            </Button>
          )}
          {found?.next && (
            <Button look="second" busy={loaded.phase === "busy"} onClick={() => setPages([...pages, found.next])}>
              More comments
            </Button>
          )}
        </div>
      )}
      {acting?.what === "answer" && acting.one.team && (
        <AnswerIt
          one={acting.one}
          team={acting.one.team}
          replies={props.replies}
          themes={page.themes}
          onClose={() => setActing(null)}
          onChanged={changed}
        />
      )}
      {acting?.what === "more" && <PutRight one={acting.one} themes={page.themes} onClose={() => setActing(null)} onChanged={changed} />}
    </Card>
  );
}

function said(loaded: Loaded<FeedbackComments>): string {
  if (loaded.phase === "busy") return "Fetching comments";
  if (loaded.phase === "failed") return "";
  return counted(loaded.value.comments.length, "comment");
}

function nothing(found: FeedbackComments, filtered: boolean): string {
  if (filtered) return "No comment here has that.";
  return found.total === 0
    ? "No comments to show for this month. Those of a month with few answers are not shown as the team’s own."
    : "No comment here.";
}

function Said(props: Given & { one: FeedbackComment; themes: FeedbackThemeName[]; onAct: (what: Acting["what"]) => void }) {
  const { one, themes } = props;
  const may = props.leads(one.team);
  const reply = one.reply ? props.replies.find((found) => found.id === one.reply) : undefined;
  const names = new Map(themes.map((theme) => [theme.key, theme.name]));
  return (
    <li>
      {one.state === "to-review" && (
        <p>
          <Tag tone="care" icon="info">
            Read this first: it may speak of harm
          </Tag>
        </p>
      )}
      {one.concern && (
        <p>
          <Tag tone="care" icon="info">
            Taken up as a concern by {one.concern.by}, {shortDay(one.concern.on)}
          </Tag>
        </p>
      )}
      {one.language !== "en" && (
        <span class="original" lang={one.language} dir={isRightToLeft(one.language) ? "rtl" : undefined}>
          “{one.words}”
        </span>
      )}
      {(one.language === "en" || one.english) && <blockquote>“{one.language === "en" ? one.words : one.english}”</blockquote>}
      {one.themes.length > 0 && (
        <ul class="tags" aria-label="Themes">
          {one.themes.map((theme) => (
            <li key={theme}>
              <Tag tone="teal">{names.get(theme) ?? theme}</Tag>
            </li>
          ))}
        </ul>
      )}
      <div class="meta">
        <span class="by">
          {howItCame(one)}
          {one.may_quote ? "" : "; not to be quoted"}
        </span>
        {reply ? (
          <a class="btn quiet" href={`#reply-${reply.id}`}>
            Answered
          </a>
        ) : (
          may &&
          one.state === "shown" && (
            <Button look="quiet" icon="pen" onClick={() => props.onAct("answer")}>
              Answer it
            </Button>
          )
        )}
        {may && (
          <Button look="quiet" onClick={() => props.onAct("more")}>
            {one.state === "to-review" ? "Decide" : "Put right"}
          </Button>
        )}
      </div>
    </li>
  );
}

/** Themes, a concern, the English of it, and whether the team reads it. */
function PutRight(props: { one: FeedbackComment; themes: FeedbackThemeName[]; onClose: () => void; onChanged: () => void }) {
  const { one } = props;
  const verbs = useVerbs();
  const [themes, setThemes] = useState(one.themes);
  const [concern, setConcern] = useState(one.concern !== null);
  const [english, setEnglish] = useState(one.english ?? "");
  const [interpreter, setInterpreter] = useState(one.interpreter ?? "");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async (more: Partial<MarkComment>) => {
    if (Boolean(english.trim()) !== Boolean(interpreter.trim())) return setWrong("Write the English and who put it into English, or neither.");
    setBusy(true);
    const change: MarkComment = { version: one.version, ...more };
    if (themes.join() !== one.themes.join()) change.themes = themes as NonNullable<MarkComment["themes"]>;
    if (concern !== (one.concern !== null)) change.concern = concern;
    if (english.trim() && english !== one.english) Object.assign(change, { english: english.trim(), interpreter: interpreter.trim() });
    const heard = await verbs((voice) => voice.mark(one.id, change));
    setBusy(false);
    if (!heard.ok && heard.why !== "changed") return setWrong(failure(heard));
    props.onClose();
    props.onChanged();
  };
  return (
    <Dialog title={one.state === "to-review" ? "Read it, then decide" : "Put it right"} onClose={props.onClose}>
      <blockquote lang={one.language}>“{one.words}”</blockquote>
      <fieldset>
        <legend>What it is about</legend>
        <div class="choices">
          {props.themes.map((theme) => (
            <Tick
              key={theme.key}
              text={theme.name}
              checked={themes.includes(theme.key)}
              onChange={(on) => setThemes(on ? [...themes, theme.key] : themes.filter((key) => key !== theme.key))}
            />
          ))}
        </div>
      </fieldset>
      <Tick text="Taken up as a concern" detail="Somebody sees to it beyond this page" checked={concern} onChange={setConcern} />
      {one.language !== "en" && (
        <>
          <TextArea label={`In English (written in ${languageOf(one.language)})`} value={english} onInput={setEnglish} />
          <TextInput label="Who put it into English" hint="An interpreter’s name, never a machine" value={interpreter} onInput={setInterpreter} />
        </>
      )}
      <p class="problem" role="alert">
        {wrong}
      </p>
      <div class="acts">
        <Button busy={busy} onClick={() => void send(one.state === "to-review" ? { state: "shown" } : {})}>
          {one.state === "to-review" ? "The team may read it" : "Save"}
        </Button>
        <Button look="second" busy={busy} onClick={() => void send({ state: "withheld" })}>
          Show it to nobody
        </Button>
      </div>
    </Dialog>
  );
}
