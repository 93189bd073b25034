import { useEffect, useRef, useState } from "preact/hooks";
import type { Shot } from "../store/pictures";
import { Button, Dialog } from "../ui";
import { useHeldFocus } from "../ui/use-held-focus";
import { shotOf } from "./shot";

type State = { is: "asking" } | { is: "live" } | { is: "taken"; shot: Shot; url: string } | { is: "no"; words: string };

const refused: Record<string, string> = {
  NotAllowedError: "This app may not use the camera. Allow it in the browser’s settings for this site, then try again.",
  NotFoundError: "This tablet has no camera that can be used.",
  NotReadableError: "Another app is using the camera. Close it, then try again.",
};
const otherwise = "The camera cannot be used just now.";

/** The camera inside the app: what it sees goes to no gallery, and onto the disk only sealed. `onUse` throws where there is no room. */
export function Camera(props: { onUse: (shot: Shot) => Promise<void>; onClose: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, set] = useState<State>({ is: "asking" });
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, again] = useState(0);
  const box = useHeldFocus<HTMLDivElement>(".acts .btn");
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks once more
  useEffect(() => {
    let stream: MediaStream | null = null;
    let gone = false;
    const wanted = { video: { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1440 } }, audio: false };
    const asked = navigator.mediaDevices?.getUserMedia(wanted) ?? Promise.reject(new Error("none"));
    asked.then(
      async (found) => {
        stream = found;
        if (gone) return stop(found);
        if (!video.current) return;
        video.current.srcObject = found;
        await video.current.play().catch(() => undefined);
        if (!gone) set({ is: "live" });
      },
      (error: Error) => !gone && set({ is: "no", words: refused[error.name] ?? otherwise }),
    );
    return () => {
      gone = true;
      if (stream) stop(stream);
    };
  }, [tries]);
  const url = state.is === "taken" ? state.url : null;
  useEffect(() => () => void (url && URL.revokeObjectURL(url)), [url]);

  const take = async () => {
    const seen = video.current;
    if (!seen) return;
    try {
      const shot = await shotOf(seen, seen.videoWidth, seen.videoHeight);
      set({ is: "taken", shot, url: URL.createObjectURL(new Blob([shot.content], { type: shot.media_type })) });
    } catch {
      setProblem("The camera gave no picture. Take it again.");
    }
  };
  const use = async (shot: Shot) => {
    try {
      await props.onUse(shot);
      props.onClose();
    } catch {
      setProblem("There is no room on this tablet for a photo. What you write is still kept. Send what waits, then take it again.");
    }
  };
  return (
    <Dialog title="Take a photo" onClose={props.onClose}>
      <div class="camera" ref={box}>
        {state.is === "no" && <p role="alert">{state.words}</p>}
        {state.is === "asking" && <p role="status">Opening the camera. The browser may ask whether this app may use it.</p>}
        {state.is === "taken" && <img class="photo" src={state.url} alt="As you just took it" />}
        {state.is !== "no" && <video ref={video} playsInline muted hidden={state.is !== "live"} aria-label="What the camera sees" />}
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="acts">
          {state.is === "live" && (
            <Button icon="camera" onClick={() => void take()}>
              Take photo
            </Button>
          )}
          {state.is === "taken" && (
            <>
              <Button icon="check" onClick={() => void use(state.shot)}>
                Use this photo
              </Button>
              <Button
                look="second"
                onClick={() => {
                  setProblem(null);
                  set({ is: "live" });
                }}
              >
                Take it again
              </Button>
            </>
          )}
          {state.is === "no" && (
            <Button
              look="second"
              onClick={() => {
                set({ is: "asking" });
                again(tries + 1);
              }}
            >
              Try again
            </Button>
          )}
        </div>
        <p class="small">
          It stays in this app: not in the tablet’s gallery, and without a word on where it was taken. Leave faces out where you can.
        </p>
      </div>
    </Dialog>
  );
}

const stop = (stream: MediaStream) => {
  for (const track of stream.getTracks()) track.stop();
};
