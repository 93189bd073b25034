import { useEffect, useState } from "preact/hooks";
import { Icon } from "../ui";
import type { Step } from "./summary";

/** The steps of the visit: links within the page, with where each stands; the one in sight is marked. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const here = useInSight(steps.map((s) => s.id));
  return (
    <nav class="steps" aria-label="This visit">
      <ol>
        {steps.map((s, i) => (
          <li key={s.id} class={s.state}>
            <a href={`#${s.id}`} aria-current={here === s.id ? "step" : undefined}>
              <span class="n" aria-hidden="true">
                {s.state === "done" ? <Icon name="check" /> : i + 1}
              </span>
              <span class="t">{s.title}</span>
              <small>{s.small}</small>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function useInSight(ids: readonly string[]): string {
  const [here, setHere] = useState(ids[0] ?? "");
  const key = ids.join();
  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        const first = entries.filter((e) => e.isIntersecting).sort((a, b) => a.boundingClientRect.top - b.boundingClientRect.top)[0];
        if (first) setHere(first.target.id);
      },
      { rootMargin: "-25% 0px -60% 0px" },
    );
    for (const id of key.split(",")) {
      const section = document.getElementById(id);
      if (section) watch.observe(section);
    }
    return () => watch.disconnect();
  }, [key]);
  return here;
}
