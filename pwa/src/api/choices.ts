// The words of closed lists. Generated from the schemas of the kinds that sync by `ops/alongside contract`; do not edit.

export const choices: { readonly [kind: string]: { readonly [field: string]: readonly string[] } } = {
  "action": {
    measures: ["weight", "height", "blood-pressure", "pulse", "temperature", "respiration", "oxygen-saturation", "oxygen", "consciousness", "blood-glucose", "pain", "wound-size", "wound-area"],
    repeat_days: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    repeat_holidays: ["as-usual", "skip", "move"],
    origin_kind: ["assessment", "meeting_item", "package"],
    status: ["active", "completed", "on-hold", "cancelled", "entered-in-error"],
  },
  "alarm": {
    cause: ["overdue", "not-arrived", "day-not-ended", "asks-to-be-rung"],
    answer_was: ["have-them", "cannot", "safe"],
    ended_how: ["left", "more-time", "safe", "lead", "arrived", "seen", "day-ended", "away", "called-off", "corrected"],
    answer: ["have-them", "cannot", "safe"],
  },
  "alert": {
    category: ["allergy", "resuscitation", "falls", "communication", "access", "dog", "staff-safety", "infection", "medicine", "oxygen", "swallowing", "skin", "hoist", "other"],
    severity: ["high", "medium", "low"],
    status: ["active", "ended", "entered-in-error"],
  },
  "answer_row": {
    status: ["recorded", "entered-in-error"],
  },
  "assessment": {
    status: ["in-progress", "completed", "entered-in-error"],
  },
  "attachment": {
    what: ["wound", "skin", "swelling", "equipment", "home", "medicines", "signature", "other"],
    media_type: ["image/jpeg", "image/png"],
    status: ["recorded", "entered-in-error"],
  },
  "attendance": {
    outcome: ["completed", "part", "no-access", "declined", "in-hospital", "not-safe"],
  },
  "care_plan": {
    agreed_kind: ["with-the-person", "for-the-person", "not-agreed"],
    status: ["active", "ended", "entered-in-error"],
  },
  "condition": {
    status: ["active", "resolved", "entered-in-error"],
  },
  "contact": {
    status: ["active", "ended", "entered-in-error"],
  },
  "contingency": {
    origin_kind: ["assessment", "meeting_item", "package"],
    status: ["active", "ended", "entered-in-error"],
  },
  "disclosure": {
    what: ["door_code"],
  },
  "done": {
    outcome: ["done", "not-done"],
    reason: ["declined", "not-needed", "no-time", "no-equipment", "unwell", "other"],
    status: ["recorded", "entered-in-error"],
  },
  "door_code": {
    status: ["active", "ended", "entered-in-error"],
  },
  "goal": {
    i_statement: ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "S1", "S2", "S4", "M1", "M2", "M3", "M4", "M5", "P1", "P2", "P3"],
    origin_kind: ["assessment", "meeting_item", "package"],
    status: ["active", "achieved", "on-hold", "cancelled", "entered-in-error"],
  },
  "medicine": {
    status: ["active", "stopped", "entered-in-error"],
  },
  "meeting": {
    status: ["planned", "held", "cancelled", "entered-in-error"],
  },
  "meeting_item": {
    status: ["listed", "discussed", "put-off", "cancelled", "entered-in-error"],
  },
  "my_day": {
    means: ["walk", "bicycle", "bus", "car"],
    away: ["sick", "leave", "training", "other"],
  },
  "note": {
    category: ["visit", "phone", "meeting", "letter", "other"],
    status: ["recorded", "entered-in-error"],
  },
  "observation": {
    type: ["weight", "height", "blood-pressure", "pulse", "temperature", "respiration", "oxygen-saturation", "oxygen", "consciousness", "blood-glucose", "pain", "wound-size", "wound-area"],
    unit: ["", "kg", "cm", "mmHg", "/min", "°C", "%", "mmol/L", "/10", "mm", "cm²"],
    status: ["recorded", "entered-in-error"],
  },
  "organisation": {
    sector: ["nhs", "council", "gp", "voluntary"],
  },
  "patient": {
    nhs_number_status: ["01", "02", "03", "04", "05", "06", "07", "08"],
    gender: ["female", "male", "other", "not-known"],
    ethnicity: ["White British", "White Irish", "Other White", "White and Black Caribbean", "White and Black African", "White and Asian", "Other mixed", "Indian", "Pakistani", "Bangladeshi", "Other Asian", "Caribbean", "African", "Other Black", "Chinese", "Other", "Not stated", "Not known"],
    risk_band: ["very-high", "high", "moderate", "low"],
    wish_gender: ["female", "male", "other", "not-known"],
    away_why: ["hospital", "respite", "family", "other"],
    status: ["active", "died", "moved-away", "entered-in-error"],
  },
  "questionnaire": {
    status: ["draft", "active", "retired"],
  },
  "refusal": {
    dealt_how: ["let-go", "done-again"],
  },
  "signature": {
    status: ["entered-in-error"],
  },
  "staff": {
    role: ["practitioner", "assistant", "coordinator", "lead", "manager", "administrator", "privacy officer", "voluntary"],
    gender: ["female", "male", "other"],
    status: ["active", "left"],
  },
  "visit": {
    status: ["planned", "cancelled", "entered-in-error"],
  },
};
