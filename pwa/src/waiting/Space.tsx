import { bytesInWords } from "../lib/bytes";
import { useStore } from "../store/use-store";
import { Card } from "../ui";

/** What Alongside takes on this tablet. Work that waits is never cleared. */
export function Space({ patients, queued }: { patients: number; queued: string }) {
  const space = useStore().space.value;
  if (!space) return null;
  const free = Math.max(0, space.quota - space.usage);
  const rest = Math.max(0, space.usage - space.queue - space.bundles);
  const share = (bytes: number) => (bytes > 0 ? `${Math.max(0.5, (bytes / Math.max(1, space.quota)) * 100).toFixed(1)}%` : "0");
  return (
    <Card title="Space on this tablet">
      <p class="by">
        <b>{bytesInWords(free)} free</b> of {bytesInWords(space.quota)} set aside for Alongside
      </p>
      <div class="bar" aria-hidden="true">
        <i class="c-queue" style={{ width: share(space.queue) }} />
        <i class="c-bundles" style={{ width: share(space.bundles) }} />
        <i class="c-rest" style={{ width: share(rest) }} />
      </div>
      <dl class="keys">
        <div>
          <dt class="c-queue">Waiting to be sent</dt>
          <dd>{space.queue > 0 ? bytesInWords(space.queue) : queued}</dd>
        </div>
        <div>
          <dt class="c-bundles">{patients === 1 ? "1 patient" : `${patients} patients`}</dt>
          <dd>{bytesInWords(space.bundles)}</dd>
        </div>
        {rest > 0 && (
          <div>
            <dt class="c-rest">The app and the rest</dt>
            <dd>{bytesInWords(rest)}</dd>
          </div>
        )}
      </dl>
      <p class="small">
        Work that waits is never cleared to make space.
        {!space.persisted && " If this tablet runs out of space, its browser may clear the rest: keep room free, and send often."}
      </p>
    </Card>
  );
}
