/** The first screen as the page has it before any script runs: drawn at the build by the same components. */
import { setOf } from "./content";
import { englishFile, reading } from "./languages";
import { fresh } from "./model";
import { type Around, View } from "./View";

const nothing = () => undefined;

const around: Around = {
  set: setOf("short"),
  reading: reading("en", englishFile, false),
  asking: null,
  aloud: "can",
  heard: null,
  isHandedOver: false,
  saved: "nothing",
  aside: 0,
  Picture: null,
  heading: null,
  act: nothing,
  readAloud: nothing,
  listen: nothing,
  openStaff: nothing,
};

export const First = () => <View model={fresh} around={around} />;
