/** What a picture is of: the server's list (`backend/patients/words.py`), in the order in which it is offered. A signature is drawn, not chosen. */
export const kindsOfPicture: readonly { code: string; words: string }[] = [
  { code: "wound", words: "Wound" },
  { code: "skin", words: "Skin" },
  { code: "swelling", words: "Swelling" },
  { code: "medicines", words: "Medicines" },
  { code: "equipment", words: "Equipment" },
  { code: "home", words: "The home" },
  { code: "other", words: "Something else" },
];

export const pictureWords = (code: string | null | undefined): string =>
  code === "signature" ? "Signature" : (kindsOfPicture.find((kind) => kind.code === code)?.words ?? "Picture");
