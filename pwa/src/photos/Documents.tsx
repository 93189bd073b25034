import { useState } from "preact/hooks";
import type { OnePatient } from "../patient/use-patient";
import type { Bundle, PaperAsked } from "../store/contract";
import { Button, Card, Icon } from "../ui";
import { Later } from "../ui/Later";

const asPdf = () => import("../care-plan/AsPdf");

/** What can be had of this record on paper. The server makes it from what stands when it is asked for; nobody keeps a copy, so there is none to be old. */
export function Documents({ one }: { one: OnePatient & { bundle: Bundle } }) {
  const [asked, ask] = useState<PaperAsked["what"] | null>(null);
  const name = one.header?.known_as || one.header?.given_name || one.header?.name || "The person";
  const offline = one.store.status.value.state === "offline";
  const papers: { what: PaperAsked["what"]; title: string; about: string }[] = [
    { what: "care-plan", title: "Care plan, for the team", about: "All of it, as it stands when you ask" },
    { what: "care-plan-for-me", title: `Care plan, for ${name}`, about: "In plain words, to keep; in large print too" },
  ];
  return (
    <Card title="Documents" class="papers">
      <ul>
        {papers.map(({ what, title, about }) => (
          <li key={what}>
            <Icon name="file" />
            <span>
              <b>{title}</b>
              <span class="by">{about}</span>
            </span>
            <Button look="second" onClick={() => ask(what)}>
              PDF<span class="vh">: {title}</span>
            </Button>
          </li>
        ))}
      </ul>
      <p class="small">{offline ? "A PDF needs coverage. " : ""}Nothing is kept here: each is made anew, so none can be out of date.</p>
      {asked && <Later load={asPdf} props={{ patient: one.bundle.id, name, what: asked, onClose: () => ask(null) }} />}
    </Card>
  );
}
