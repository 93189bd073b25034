/** The control of one question, by its type and by how the form asks to be drawn. What is chosen is kept at once, what is typed when the field is left. */
import { Later } from "../ui/Later";
import { Choices, Drop, YesNo } from "./Choices";
import type { FormNode } from "./engine";
import { Area, Day, Line, Moment, Slider } from "./Fields";
import type { Scene } from "./scene";
import type { Hand } from "./use-answer";

export interface ControlParts {
  scene: Scene;
  node: FormNode;
  hand: Hand;
  id: string;
  describedBy: string | undefined;
}

/** The camera and what goes with it: a file of its own, for the few forms that ask for one. */
const attached = () => import("./Attached");

export function Control(props: ControlParts) {
  const { item } = props.node;
  if (item.options)
    return item.control === "drop-down" || item.options.length > 20 ? (
      <Drop {...props} options={item.options} />
    ) : (
      <Choices {...props} options={item.options} />
    );
  switch (item.type) {
    case "boolean":
      return <YesNo {...props} />;
    case "date":
      return <Day {...props} />;
    case "dateTime":
      return <Moment {...props} />;
    case "text":
      return <Area {...props} />;
    case "integer":
    case "decimal":
      return item.control === "slider" ? <Slider {...props} /> : <Line {...props} mode={item.type === "integer" ? "numeric" : "decimal"} />;
    case "quantity":
      return <Line {...props} mode="decimal" />;
    case "attachment":
      return (
        <Later
          load={attached}
          props={props}
          waiting={<p class="muted">Opening</p>}
          failed={() => (
            <p class="why">Pictures cannot be taken here yet: that part of the app comes with the next coverage. What is in the record is kept.</p>
          )}
        />
      );
    case "string":
      return item.control === "text-area" ? <Area {...props} /> : <Line {...props} mode="text" />;
    default:
      return <Line {...props} mode={item.type === "url" ? "url" : "text"} />;
  }
}
