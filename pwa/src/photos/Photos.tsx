import { useState } from "preact/hooks";
import { Older } from "../patient/Older";
import { outside } from "../patient/older";
import { useOnline } from "../patient/use-online";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle } from "../store/contract";
import type { Pictures } from "../store/pictures";
import { Button, Card, Strip } from "../ui";
import { type Album, albums, firstAndLast, isPhoto, type Picture, span } from "./album";
import { Compare } from "./Compare";
import { Documents } from "./Documents";
import { Figure } from "./Figure";
import { Taking } from "./Taking";
import { usePictures } from "./use-pictures";
import "./photos.scss";

type Open = OnePatient & { bundle: Bundle };

/** All photos of a person, by what and where, to be compared over time; the signatures that were drawn last. */
export default function Photos({ one }: { one: Open }) {
  const all = usePictures();
  const older = useOnline(
    async (before: string | null) => {
      const answer = await one.store.older(one.bundle.id, { kinds: ["attachment"], before });
      return answer.ok ? { ...answer, items: answer.views as Picture[] } : answer;
    },
    (v) => v.id,
  );
  const known = new Map([...older.model.items, ...one.bundle.all("attachment")].map((p) => [p.id, p]));
  const pictures = [...known.values()];
  const photos = pictures.filter(isPhoto);
  const signatures = pictures.filter((p) => !isPhoto(p));
  const out = outside(one.bundle, ["attachment"]);
  const isOffline = one.store.status.value.state === "offline";
  if (!one.seesMore) return <p>Documents and photos are for those who give care: they are not open to your role.</p>;
  return (
    <div class="photos">
      <Documents one={one} />
      <h2 id="photos-h">Photos</h2>
      {isOffline && photos.length > 0 && (
        <Strip icon="nosign" tone="still" title="No coverage">
          <p>Your own photos are here. Those that colleagues took open with coverage.</p>
        </Strip>
      )}
      <Taking one={one} all={all} />
      {photos.length === 0 && (
        <Card title="No photos yet" class="album">
          <p>A photo shows how a wound heals better than words. Ask the person first, and write what it shows.</p>
        </Card>
      )}
      {albums(photos).map((album) => (
        <AlbumCard key={album.key} one={one} all={all} album={album} />
      ))}
      {signatures.length > 0 && <AlbumCard one={one} all={all} album={{ key: "signatures", title: "Signatures", pictures: signatures }} />}
      {(out.count > 0 || older.model.items.length > 0) && (
        <Older
          reading={older}
          out={{ ...out, said: "" }}
          covered={!isOffline}
          thing={{ one: "picture", many: "pictures" }}
          holds="This tablet lists those of the last 12 months."
        />
      )}
    </div>
  );
}

function AlbumCard({ one, all, album }: { one: Open; all: Pictures | null; album: Album }) {
  const [side, setSide] = useState(false);
  const can = album.key !== "signatures" && firstAndLast(album) !== null;
  return (
    <Card title={album.title} aside={span(album)} class="album">
      {can && (
        <Button look="second" icon="settle" expanded={side} onClick={() => setSide(!side)}>
          {side ? "Close the comparison" : "Compare side by side"}
        </Button>
      )}
      {side && <Compare all={all} album={album} now={one.say.now} />}
      <div class="shots">
        {album.pictures.map((p) => (
          <Figure key={p.id} one={one} all={all} picture={p} />
        ))}
      </div>
    </Card>
  );
}
