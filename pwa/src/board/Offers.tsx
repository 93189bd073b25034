import type { BoardOffer } from "../store/board";
import { offerWords } from "./difference";
import { modes } from "./presets";

/** Two ways to mend the day beside each other, with what each comes to. The one that is chosen is shown as a difference below. */
export function Offers(props: { offers: readonly BoardOffer[]; shown: string | null; onShow: (change: BoardOffer["change"]) => void }) {
  return (
    <fieldset class="offers">
      <legend class="vh">Which of the two</legend>
      {props.offers.map((one) => (
        <label key={one.change}>
          <input type="radio" name="offer" checked={one.change === props.shown} onChange={() => props.onShow(one.change)} />
          <span>
            <b>{modes.find((mode) => mode.value === one.change)?.text}</b>
            <small>{offerWords(one)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
