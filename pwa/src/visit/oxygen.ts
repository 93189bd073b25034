/** What may be written of the oxygen scale: the same as the server asks (`backend/patients/schemas.py`), said beside the field. */
import type { Check } from "../store/contract";

const most = 500;

export const checkScale: Check = (values): Record<string, string> => {
  const why = String(values.spo2_scale_reason ?? "").trim();
  if (values.spo2_scale === 2 && !why) return { spo2_scale_reason: "Say who decided on scale 2, and why." };
  if (why.length > most) return { spo2_scale_reason: `At most ${most} characters: there are ${why.length}.` };
  return {};
};
