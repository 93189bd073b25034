/** The kiosk on the screen: what stands is drawn from the turn; here is what needs the page: focus, language and direction, Back, the voice. */
import type { ComponentType } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Enrol } from "./Enrol";
import { asSigned, reading as readingOf, tongues } from "./languages";
import type { Event } from "./model";
import { Still } from "./Still";
import { useSounds } from "./sounds";
import type { State, Turn } from "./turn";
import { useAloud } from "./use-aloud";
import { type Around, View } from "./View";

/** `leave`: to the clinical app, which is locked. */
export function Kiosk({ turn, leave }: { turn: Turn; leave: () => void }) {
  const [{ permit, model, file, saved, idle, aside }, setState] = useState<State>(turn.state);
  const [Picture, setPicture] = useState<ComponentType<{ name: string }> | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const asking = permit?.ask ?? null;
  const voice = useAloud(useSounds(permit), model.language);
  const reading = readingOf(model.language, asSigned(file, asking?.signed), asking?.drafts ?? false);

  useEffect(() => turn.watch(setState), [turn]);
  useBack(turn);
  const { easy } = model;
  useEffect(() => {
    if (easy && !Picture)
      void import("./easy").then(
        (found) => setPicture(() => found.Picture),
        () => undefined,
      );
  }, [easy, Picture]);
  useLayoutEffect(() => {
    document.documentElement.lang = reading.language;
    document.documentElement.dir = reading.dir;
  }, [reading.language, reading.dir]);
  const stands = `${model.screen} ${model.item}`;
  const last = useRef(stands);
  const { stop } = voice;
  useLayoutEffect(() => {
    if (last.current === stands) return;
    last.current = stands;
    stop();
    scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [stands, stop]);

  if (permit === null) return <Enrol enrol={turn.enrol} aside={aside} />;
  const around: Around = {
    set: turn.set(),
    reading,
    asking,
    aloud: "can",
    heard: voice.ready ? new Set(tongues.filter((one) => voice.canName(one)).map((one) => one.language)) : null,
    isHandedOver: permit?.kind === "visit",
    saved,
    aside,
    Picture,
    heading,
    act: (event: Event) => turn.act(event),
    readAloud: () => voice.toggle({ model, around }),
    listen: (language) => voice.name(language),
    openStaff: leave,
  };
  around.aloud = voice.reading ? "reading" : !voice.ready || voice.can({ model, around }) ? "can" : "none";
  return (
    <>
      <View model={model} around={around} />
      {idle.is === "asked" && <Still seconds={idle.seconds} reading={reading} more={turn.more} finished={turn.enough} />}
    </>
  );
}

/** Back in the browser is Back here: it leads to nothing that was before this person. */
function useBack(turn: Turn): void {
  useEffect(() => {
    history.pushState(null, "", location.pathname);
    const back = () => {
      history.pushState(null, "", location.pathname);
      turn.act({ do: "back" });
    };
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [turn]);
}
