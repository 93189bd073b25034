// The kinds that sync and their fields. Generated from sync/policies.toml and the schemas by `ops/alongside contract`; do not edit.

export interface Fields {
  patient: {
    given_name?: string | null;
    family_name?: string | null;
    known_as?: string | null;
    born_on?: string | null;
    nhs_number?: string | null;
    nhs_number_status?: string | null;
    address_line?: string | null;
    postcode?: string | null;
    latitude?: number | null;
    longitude?: number | null;
    access_note?: string | null;
    phone?: string | null;
    gender?: string | null;
    ethnicity?: string | null;
    languages?: string[] | null;
    interpreter_needed?: boolean | null;
    interpreter_language?: string | null;
    practice?: string | null;
    lead_professional?: string | null;
    lead_ground?: string | null;
    lead_reason?: string | null;
    care_coordinator?: string | null;
    risk_band?: string | null;
    risk_on?: string | null;
    risk_source?: string | null;
    client_group?: string | null;
    lives_with?: string | null;
    spo2_scale?: number | null;
    spo2_scale_reason?: string | null;
    known_faces?: string[] | null;
    never_by?: string[] | null;
    wish_gender?: string | null;
    wish_language?: string | null;
    away_from?: string | null;
    away_until?: string | null;
    away_why?: string | null;
    tags?: string[] | null;
    local_ids?: string[] | null;
    status?: string | null;
    status_reason?: string | null;
    status_on?: string | null;
  };
  alert: {
    category?: string | null;
    title?: string | null;
    detail?: string | null;
    severity?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  risk_judgement: {
    band?: string | null;
    instead_of?: string | null;
    judged_on?: string | null;
    judged_by?: string | null;
    why?: string | null;
  };
  consent: {
    scope?: string | null;
    purpose?: string | null;
    decision?: string | null;
    with_whom?: string | null;
    given_by?: string | null;
    given_by_name?: string | null;
    capacity?: string | null;
    how?: string | null;
    kept_where?: string | null;
    given_on?: string | null;
    taken_by?: string | null;
    status?: string | null;
    status_reason?: string | null;
    withdrawn_on?: string | null;
    withdrawn_by?: string | null;
  };
  door_code: {
    code?: string | null;
    where?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  disclosure: {
    what?: string | null;
    record?: string | null;
    staff?: string | null;
    shown_at?: string | null;
  };
  contact: {
    name?: string | null;
    relation?: string | null;
    phone?: string | null;
    is_carer?: boolean | null;
    is_next_of_kin?: boolean | null;
    is_key_holder?: boolean | null;
    note?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  condition: {
    name?: string | null;
    code?: string | null;
    code_system?: string | null;
    onset_on?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  medicine: {
    name?: string | null;
    dose?: string | null;
    unit?: string | null;
    frequency?: string | null;
    route?: string | null;
    instructions?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  about_me: {
    words?: string | null;
    told_in?: string | null;
    told_to?: string | null;
  };
  care_plan: {
    what_matters?: string | null;
    if_worse?: string | null;
    agreed_on?: string | null;
    agreed_with?: string[] | null;
    agreed_kind?: string | null;
    not_agreed_why?: string | null;
    review_on?: string | null;
    review_by?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  goal: {
    words?: string | null;
    i_statement?: string | null;
    origin_kind?: string | null;
    origin_record?: string | null;
    origin_link?: string | null;
    baseline?: string | null;
    baseline_on?: string | null;
    target?: string | null;
    target_unit?: string | null;
    target_how?: string | null;
    target_on?: string | null;
    now?: string | null;
    now_how?: string | null;
    now_on?: string | null;
    progress?: number | null;
    progress_on?: string | null;
    review_on?: string | null;
    review_by?: string | null;
    position?: number | null;
    status?: string | null;
    status_reason?: string | null;
  };
  action: {
    words?: string | null;
    frequency?: string | null;
    until?: string | null;
    repeat_days?: string[] | null;
    repeat_per_week?: number | null;
    repeat_every_weeks?: number | null;
    repeat_every_days?: number | null;
    repeat_apart_days?: number | null;
    repeat_times?: string[] | null;
    repeat_is_hard?: boolean | null;
    repeat_reason?: string | null;
    repeat_gap_least_minutes?: number | null;
    repeat_gap_most_minutes?: number | null;
    repeat_minutes?: number | null;
    repeat_people?: number | null;
    repeat_skills?: string[] | null;
    repeat_from?: string | null;
    repeat_until?: string | null;
    repeat_holidays?: string | null;
    repeat_team?: string | null;
    staff?: string | null;
    organisation?: string | null;
    who?: string | null;
    goals?: string[] | null;
    measures?: string[] | null;
    origin_kind?: string | null;
    origin_record?: string | null;
    origin_link?: string | null;
    position?: number | null;
    status?: string | null;
    status_reason?: string | null;
  };
  contingency: {
    if_this?: string | null;
    then_do?: string | null;
    call_who?: string | null;
    call_phone?: string | null;
    origin_kind?: string | null;
    origin_record?: string | null;
    origin_link?: string | null;
    position?: number | null;
    status?: string | null;
    status_reason?: string | null;
  };
  meeting_item: {
    meeting?: string | null;
    team?: string | null;
    held_on?: string | null;
    position?: number | null;
    status?: string | null;
  };
  meeting_talk: {
    meeting?: string | null;
    question?: string | null;
    asked_by?: string | null;
    attended?: string[] | null;
    discussion?: string | null;
    decision?: string | null;
    outcome_reason?: string | null;
  };
  visit: {
    series?: string | null;
    series_day?: string | null;
    series_ordinal?: number | null;
    planned_start?: string | null;
    planned_end?: string | null;
    is_fixed?: boolean | null;
    asked?: string[] | null;
    purpose?: string | null;
    instructions?: string | null;
    actions?: string[] | null;
    team?: string | null;
    window_start?: string | null;
    window_end?: string | null;
    window_is_hard?: boolean | null;
    window_reason?: string | null;
    people?: number | null;
    skills?: string[] | null;
    priority?: number | null;
    after_visit?: string | null;
    gap_least_minutes?: number | null;
    gap_most_minutes?: number | null;
    is_pinned?: boolean | null;
    status?: string | null;
    status_reason?: string | null;
    cancelled_by?: string | null;
    cancelled_why?: string | null;
    cancelled_at?: string | null;
  };
  attendance: {
    visit?: string | null;
    staff?: string | null;
    arrived_at?: string | null;
    leave_by?: string | null;
    left_at?: string | null;
    outcome?: string | null;
    outcome_reason?: string | null;
  };
  done: {
    visit?: string | null;
    action?: string | null;
    ordinal?: number | null;
    outcome?: string | null;
    reason?: string | null;
    words?: string | null;
    done_at?: string | null;
    staff?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  observation: {
    type?: string | null;
    value?: number | null;
    value2?: number | null;
    value3?: number | null;
    unit?: string | null;
    how?: string | null;
    measured_at?: string | null;
    staff?: string | null;
    visit?: string | null;
    taken_together?: string | null;
    source?: string | null;
    confirmed?: boolean | null;
    status?: string | null;
    status_reason?: string | null;
  };
  note: {
    category?: string | null;
    visit?: string | null;
    written_at?: string | null;
    staff?: string | null;
    source?: string | null;
    words?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  attachment: {
    what?: string | null;
    site?: string | null;
    taken_at?: string | null;
    staff?: string | null;
    visit?: string | null;
    record?: string | null;
    media_type?: string | null;
    sha256?: string | null;
    bytes?: number | null;
    width?: number | null;
    height?: number | null;
    words?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  referral: {
    received_at?: string | null;
    source?: string | null;
    came_by?: string | null;
    from_organisation?: string | null;
    from_code?: string | null;
    from_unit?: string | null;
    from_person?: string | null;
    from_role?: string | null;
    from_staff_group?: string | null;
    from_phone?: string | null;
    why?: string | null;
    reason?: string | null;
    other_reasons?: string[] | null;
    words?: string | null;
    asks?: string[] | null;
    priority?: string | null;
    clock_type?: string | null;
    clock_started_at?: string | null;
    triaged_by?: string | null;
    triage_started_at?: string | null;
    asked_whom?: string | null;
    asked_what?: string | null;
    asked_at?: string | null;
    answer?: string | null;
    answered_at?: string | null;
    status?: string | null;
    status_reason?: string | null;
    team?: string | null;
    decided_at?: string | null;
    advice?: string | null;
    rejection_reason?: string | null;
    closed_at?: string | null;
    closure_reason?: string | null;
    joined_with?: string | null;
    told_seen_at?: string | null;
    told_seen_by?: string | null;
    apart_from?: string[] | null;
    apart_why?: string | null;
    letter_on?: string | null;
    onward_on?: string | null;
    onward_to?: string | null;
    onward_code?: string | null;
    onward_reason?: string | null;
  };
  assessment: {
    questionnaire?: string | null;
    version?: string | null;
    ordinal?: number | null;
    visit?: string | null;
    begun_at?: string | null;
    begun_by?: string | null;
    amends?: string | null;
    why?: string | null;
    [field: `answer.${string}`]: Answer | undefined | null;
    status?: string | null;
    status_reason?: string | null;
    completed_at?: string | null;
  };
  answer_row: {
    assessment?: string | null;
    group?: string | null;
    parent?: string | null;
    position?: number | null;
    [field: `answer.${string}`]: Answer | undefined | null;
    status?: string | null;
    status_reason?: string | null;
  };
  signature: {
    assessment?: string | null;
    section?: string | null;
    content_hash?: string | null;
    shown?: Record<string, unknown> | null;
    signed_at?: string | null;
    staff?: string | null;
    drawn?: string | null;
    overtaken_at?: string | null;
    overtaken_by?: string | null;
    agrees?: boolean | null;
    computed?: Record<string, unknown> | null;
    status?: string | null;
    status_reason?: string | null;
  };
  conflict: {
    about?: string | null;
    about_kind?: string | null;
    group?: string | null;
    base?: Record<string, unknown> | null;
    sides?: Side[] | null;
    signed?: string | null;
    value?: Record<string, unknown> | null;
    reason?: string | null;
    settled_by?: string | null;
    settled_at?: string | null;
    status?: string | null;
  };
  organisation: {
    name?: string | null;
    short_name?: string | null;
    sector?: string | null;
  };
  practice: {
    name?: string | null;
    network?: string | null;
    locality?: string | null;
    phone?: string | null;
    code?: string | null;
  };
  team: {
    name?: string | null;
    organisation?: string | null;
    locality?: string | null;
    phone?: string | null;
    lead?: string | null;
    base_name?: string | null;
    latitude?: number | null;
    longitude?: number | null;
    lone_margin_minutes?: number | null;
    service?: string | null;
    covers?: string[] | null;
    offers?: string[] | null;
    lacks?: string[] | null;
    starts_within_hours?: number | null;
    takes_referrals?: boolean | null;
    is_access_point?: boolean | null;
    checked_on?: string | null;
  };
  staff: {
    name?: string | null;
    profession?: string | null;
    role?: string | null;
    organisation?: string | null;
    team?: string | null;
    phone?: string | null;
    status?: string | null;
    skills?: string[] | null;
    languages?: string[] | null;
    gender?: string | null;
  };
  meeting: {
    team?: string | null;
    title?: string | null;
    starts_at?: string | null;
    ends_at?: string | null;
    place?: string | null;
    link?: string | null;
    chair?: string | null;
    attended?: string[] | null;
    status?: string | null;
    status_reason?: string | null;
  };
  questionnaire: {
    url?: string | null;
    version?: string | null;
    title?: string | null;
    languages?: string[] | null;
    definition?: Record<string, unknown> | null;
    licence?: string | null;
    acknowledgement?: string | null;
    published_by?: string | null;
    published_at?: string | null;
    status?: string | null;
    status_reason?: string | null;
  };
  my_day: {
    day?: string | null;
    shift_start?: string | null;
    shift_end?: string | null;
    means?: string | null;
    break_start?: string | null;
    break_end?: string | null;
    break_where?: string | null;
    base_name?: string | null;
    base_latitude?: number | null;
    base_longitude?: number | null;
    away?: string | null;
    away_since?: string | null;
    order?: string[] | null;
    late_minutes?: number | null;
    late_said_at?: string | null;
    ended_at?: string | null;
    buddy?: string | null;
    ring_asked_at?: string | null;
    ring_asked_visit?: string | null;
  };
  alarm: {
    matter?: string | null;
    reader?: string | null;
    about?: string | null;
    cause?: string | null;
    visit?: string | null;
    due_at?: string | null;
    raised_at?: string | null;
    arrived_at?: string | null;
    left_at?: string | null;
    heard_at?: string | null;
    buddy?: string | null;
    buddy_told_at?: string | null;
    leads?: string[] | null;
    leads_told_at?: string | null;
    answered_by?: string | null;
    answered_at?: string | null;
    answer_was?: string | null;
    answer_words_were?: string | null;
    ended_at?: string | null;
    ended_how?: string | null;
    ended_by?: string | null;
    ended_words?: string | null;
    answer?: string | null;
    answer_words?: string | null;
    answer_at?: string | null;
  };
  read_mark: {
    about?: string | null;
    looked_at?: string | null;
    looked_rev?: number | null;
    seen?: string[] | null;
    seen_with?: string[] | null;
  };
  refusal: {
    change?: string | null;
    kind?: string | null;
    reason?: string | null;
    message?: string | null;
    refused_at?: string | null;
    body?: Record<string, unknown> | null;
    about?: string | null;
    about_part?: string | null;
    dealt_how?: string | null;
    dealt_reason?: string | null;
    dealt_at?: string | null;
  };
}

/** What one item was answered, `null` where an answer was taken back: answers, or why it was not asked. */
export interface Answer {
  /** FHIR R4 QuestionnaireResponse.item.answer, each without nested items: `{ valueCoding: { code: "yes" } }`. Not understood is kept untouched. */
  answer?: Record<string, unknown>[];
  not_asked?: string;
  /** The earlier answer that a person confirmed. */
  from?: { kind: string; record: string; at: string; by: string };
}

export type Kind = keyof Fields;

/** One side of a conflict: the group's values as one person wrote them. */
export interface Side {
  change: string;
  by: string;
  at: string;
  value: Record<string, unknown>;
  /** What its author had before them. */
  saw: Record<string, unknown> | null;
}

export type Policy = "review" | "latest" | "text" | "set" | "forward" | "once";

export interface Group {
  fields: readonly string[];
  policy: Policy;
  /** A name in `writers`. */
  write: string;
}

export const schema = 1;

export const groups: { readonly [K in Kind]: { readonly [group: string]: Group } } = {
  patient: {
    name: { fields: ["given_name", "family_name", "known_as"], policy: "review", write: "care" },
    birth: { fields: ["born_on"], policy: "review", write: "care" },
    nhs_number: { fields: ["nhs_number", "nhs_number_status"], policy: "review", write: "care" },
    address: { fields: ["address_line", "postcode", "latitude", "longitude", "access_note"], policy: "review", write: "care" },
    phone: { fields: ["phone"], policy: "latest", write: "care" },
    gender: { fields: ["gender"], policy: "review", write: "care" },
    ethnicity: { fields: ["ethnicity"], policy: "latest", write: "care" },
    languages: { fields: ["languages"], policy: "set", write: "care" },
    interpreter: { fields: ["interpreter_needed", "interpreter_language"], policy: "review", write: "care" },
    practice: { fields: ["practice"], policy: "latest", write: "care" },
    care_team: { fields: ["lead_professional", "lead_ground", "lead_reason", "care_coordinator"], policy: "review", write: "planning" },
    risk: { fields: ["risk_band", "risk_on", "risk_source"], policy: "latest", write: "planning" },
    client_group: { fields: ["client_group"], policy: "latest", write: "care" },
    household: { fields: ["lives_with"], policy: "latest", write: "care" },
    news2_scale: { fields: ["spo2_scale", "spo2_scale_reason"], policy: "review", write: "clinical" },
    known_faces: { fields: ["known_faces"], policy: "set", write: "planning" },
    never_by: { fields: ["never_by"], policy: "set", write: "planning" },
    wishes: { fields: ["wish_gender", "wish_language"], policy: "review", write: "planning" },
    away: { fields: ["away_from", "away_until", "away_why"], policy: "review", write: "care" },
    tags: { fields: ["tags"], policy: "set", write: "care" },
    local_ids: { fields: ["local_ids"], policy: "set", write: "engine" },
    status: { fields: ["status", "status_reason", "status_on"], policy: "review", write: "planning" },
  },
  alert: {
    statement: { fields: ["category", "title", "detail", "severity"], policy: "review", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  risk_judgement: {
    judgement: { fields: ["band", "instead_of", "judged_on", "judged_by", "why"], policy: "review", write: "clinical" },
  },
  consent: {
    given: { fields: ["scope", "purpose", "decision", "with_whom", "given_by", "given_by_name", "capacity", "how", "kept_where", "given_on", "taken_by"], policy: "once", write: "care" },
    status: { fields: ["status", "status_reason", "withdrawn_on", "withdrawn_by"], policy: "review", write: "care" },
  },
  door_code: {
    code: { fields: ["code", "where"], policy: "review", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  disclosure: {
    event: { fields: ["what", "record", "staff", "shown_at"], policy: "once", write: "care" },
  },
  contact: {
    person: { fields: ["name", "relation"], policy: "review", write: "care" },
    phone: { fields: ["phone"], policy: "latest", write: "care" },
    role: { fields: ["is_carer", "is_next_of_kin", "is_key_holder"], policy: "review", write: "care" },
    note: { fields: ["note"], policy: "text", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  condition: {
    statement: { fields: ["name", "code", "code_system", "onset_on"], policy: "review", write: "clinical" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "clinical" },
  },
  medicine: {
    statement: { fields: ["name", "dose", "unit", "frequency", "route", "instructions"], policy: "review", write: "clinical" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "clinical" },
  },
  about_me: {
    words: { fields: ["words"], policy: "text", write: "everyone" },
    telling: { fields: ["told_in", "told_to"], policy: "latest", write: "everyone" },
  },
  care_plan: {
    matters: { fields: ["what_matters"], policy: "text", write: "care" },
    worse: { fields: ["if_worse"], policy: "review", write: "clinical" },
    agreement: { fields: ["agreed_on", "agreed_with", "agreed_kind", "not_agreed_why"], policy: "review", write: "care" },
    review: { fields: ["review_on", "review_by"], policy: "review", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  goal: {
    words: { fields: ["words"], policy: "review", write: "care" },
    statement: { fields: ["i_statement"], policy: "latest", write: "care" },
    origin: { fields: ["origin_kind", "origin_record", "origin_link"], policy: "once", write: "care" },
    baseline: { fields: ["baseline", "baseline_on"], policy: "review", write: "care" },
    target: { fields: ["target", "target_unit", "target_how", "target_on"], policy: "review", write: "care" },
    now: { fields: ["now", "now_how", "now_on"], policy: "review", write: "care" },
    progress: { fields: ["progress", "progress_on"], policy: "review", write: "care" },
    review: { fields: ["review_on", "review_by"], policy: "review", write: "care" },
    place: { fields: ["position"], policy: "latest", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  action: {
    statement: { fields: ["words", "frequency", "until"], policy: "review", write: "care" },
    repeat: { fields: ["repeat_days", "repeat_per_week", "repeat_every_weeks", "repeat_every_days", "repeat_apart_days", "repeat_times", "repeat_is_hard", "repeat_reason", "repeat_gap_least_minutes", "repeat_gap_most_minutes", "repeat_minutes", "repeat_people", "repeat_skills", "repeat_from", "repeat_until", "repeat_holidays"], policy: "review", write: "planning" },
    repeat_team: { fields: ["repeat_team"], policy: "latest", write: "planning" },
    doer: { fields: ["staff", "organisation", "who"], policy: "review", write: "care" },
    goals: { fields: ["goals"], policy: "set", write: "care" },
    measure: { fields: ["measures"], policy: "set", write: "care" },
    origin: { fields: ["origin_kind", "origin_record", "origin_link"], policy: "once", write: "care" },
    place: { fields: ["position"], policy: "latest", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  contingency: {
    statement: { fields: ["if_this", "then_do", "call_who", "call_phone"], policy: "review", write: "clinical" },
    origin: { fields: ["origin_kind", "origin_record", "origin_link"], policy: "once", write: "clinical" },
    place: { fields: ["position"], policy: "latest", write: "clinical" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "clinical" },
  },
  meeting_item: {
    about: { fields: ["meeting", "team"], policy: "once", write: "care" },
    held: { fields: ["held_on"], policy: "latest", write: "care" },
    place: { fields: ["position"], policy: "latest", write: "care" },
    status: { fields: ["status"], policy: "review", write: "care" },
  },
  meeting_talk: {
    about: { fields: ["meeting"], policy: "once", write: "care" },
    asked: { fields: ["question", "asked_by"], policy: "review", write: "care" },
    people: { fields: ["attended"], policy: "set", write: "care" },
    discussion: { fields: ["discussion"], policy: "text", write: "care" },
    decision: { fields: ["decision"], policy: "review", write: "care" },
    outcome: { fields: ["outcome_reason"], policy: "review", write: "care" },
  },
  visit: {
    series: { fields: ["series", "series_day", "series_ordinal"], policy: "once", write: "planning" },
    when: { fields: ["planned_start", "planned_end", "is_fixed"], policy: "review", write: "planning" },
    asked: { fields: ["asked"], policy: "set", write: "planning" },
    purpose: { fields: ["purpose", "instructions"], policy: "review", write: "planning" },
    actions: { fields: ["actions"], policy: "set", write: "planning" },
    team: { fields: ["team"], policy: "latest", write: "planning" },
    window: { fields: ["window_start", "window_end", "window_is_hard", "window_reason"], policy: "review", write: "planning" },
    needs: { fields: ["people", "skills"], policy: "review", write: "planning" },
    priority: { fields: ["priority"], policy: "review", write: "planning" },
    gap: { fields: ["after_visit", "gap_least_minutes", "gap_most_minutes"], policy: "review", write: "planning" },
    pin: { fields: ["is_pinned"], policy: "latest", write: "planning" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "planning" },
    calling_off: { fields: ["cancelled_by", "cancelled_why", "cancelled_at"], policy: "review", write: "planning" },
  },
  attendance: {
    who: { fields: ["visit", "staff"], policy: "once", write: "self_or_lead" },
    arrival: { fields: ["arrived_at"], policy: "review", write: "self_or_lead" },
    expected: { fields: ["leave_by"], policy: "latest", write: "self_or_lead" },
    leaving: { fields: ["left_at", "outcome", "outcome_reason"], policy: "review", write: "self_or_lead" },
  },
  done: {
    event: { fields: ["visit", "action", "ordinal", "outcome", "reason", "words", "done_at", "staff"], policy: "once", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  observation: {
    event: { fields: ["type", "value", "value2", "value3", "unit", "how", "measured_at", "staff", "visit", "taken_together", "source"], policy: "once", write: "care" },
    confirmed: { fields: ["confirmed"], policy: "latest", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  note: {
    about: { fields: ["category", "visit", "written_at", "staff", "source"], policy: "once", write: "care" },
    words: { fields: ["words"], policy: "review", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  attachment: {
    about: { fields: ["what", "site", "taken_at", "staff", "visit", "record", "media_type", "sha256", "bytes", "width", "height"], policy: "once", write: "self" },
    words: { fields: ["words"], policy: "review", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  referral: {
    came: { fields: ["received_at", "source", "came_by", "from_organisation", "from_code", "from_unit", "from_person", "from_role", "from_staff_group", "from_phone"], policy: "review", write: "care" },
    reason: { fields: ["why", "reason"], policy: "review", write: "care" },
    other_reasons: { fields: ["other_reasons"], policy: "set", write: "care" },
    words: { fields: ["words"], policy: "once", write: "care" },
    asks: { fields: ["asks"], policy: "set", write: "care" },
    clock: { fields: ["priority", "clock_type", "clock_started_at"], policy: "review", write: "planning" },
    triage: { fields: ["triaged_by", "triage_started_at"], policy: "latest", write: "planning" },
    asked: { fields: ["asked_whom", "asked_what", "asked_at", "answer", "answered_at"], policy: "review", write: "planning" },
    status: { fields: ["status", "status_reason", "team", "decided_at", "advice", "rejection_reason", "closed_at", "closure_reason", "joined_with"], policy: "forward", write: "planning" },
    seen: { fields: ["told_seen_at", "told_seen_by"], policy: "review", write: "planning" },
    apart: { fields: ["apart_from", "apart_why"], policy: "review", write: "planning" },
    letter: { fields: ["letter_on"], policy: "latest", write: "care" },
    onward: { fields: ["onward_on", "onward_to", "onward_code", "onward_reason"], policy: "review", write: "planning" },
  },
  assessment: {
    about: { fields: ["questionnaire", "version", "ordinal", "visit", "begun_at", "begun_by"], policy: "once", write: "care" },
    amendment: { fields: ["amends", "why"], policy: "review", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "forward", write: "care" },
    completion: { fields: ["completed_at"], policy: "latest", write: "care" },
  },
  answer_row: {
    about: { fields: ["assessment", "group", "parent"], policy: "once", write: "care" },
    place: { fields: ["position"], policy: "latest", write: "care" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "care" },
  },
  signature: {
    signed: { fields: ["assessment", "section", "content_hash", "shown", "signed_at", "staff", "drawn"], policy: "once", write: "self" },
    overtaken: { fields: ["overtaken_at", "overtaken_by"], policy: "once", write: "engine" },
    checked: { fields: ["agrees", "computed"], policy: "once", write: "engine" },
    status: { fields: ["status", "status_reason"], policy: "once", write: "self_or_lead" },
  },
  conflict: {
    dispute: { fields: ["about", "about_kind", "group", "base", "sides", "signed"], policy: "once", write: "engine" },
    settlement: { fields: ["value", "reason", "settled_by", "settled_at"], policy: "review", write: "care" },
    status: { fields: ["status"], policy: "review", write: "engine" },
  },
  organisation: {
    all: { fields: ["name", "short_name", "sector"], policy: "latest", write: "office" },
  },
  practice: {
    all: { fields: ["name", "network", "locality", "phone"], policy: "latest", write: "office" },
    code: { fields: ["code"], policy: "latest", write: "office" },
  },
  team: {
    all: { fields: ["name", "organisation", "locality", "phone", "lead", "base_name", "latitude", "longitude"], policy: "latest", write: "office" },
    lone_working: { fields: ["lone_margin_minutes"], policy: "latest", write: "office_or_lead" },
    service: { fields: ["service", "covers", "offers", "lacks", "starts_within_hours", "takes_referrals", "is_access_point", "checked_on"], policy: "latest", write: "office" },
  },
  staff: {
    all: { fields: ["name", "profession", "role", "organisation", "team", "phone", "status"], policy: "latest", write: "office" },
    skills: { fields: ["skills"], policy: "set", write: "office" },
    speaks: { fields: ["languages", "gender"], policy: "latest", write: "office" },
  },
  meeting: {
    about: { fields: ["team", "title"], policy: "latest", write: "planning" },
    when: { fields: ["starts_at", "ends_at"], policy: "latest", write: "planning" },
    where: { fields: ["place", "link"], policy: "latest", write: "planning" },
    chair: { fields: ["chair"], policy: "latest", write: "planning" },
    people: { fields: ["attended"], policy: "set", write: "planning" },
    status: { fields: ["status", "status_reason"], policy: "latest", write: "planning" },
  },
  questionnaire: {
    definition: { fields: ["url", "version", "title", "languages", "definition", "licence", "acknowledgement"], policy: "once", write: "publishing" },
    published: { fields: ["published_by", "published_at"], policy: "once", write: "publishing" },
    status: { fields: ["status", "status_reason"], policy: "review", write: "publishing" },
  },
  my_day: {
    shift: { fields: ["day", "shift_start", "shift_end", "means", "break_start", "break_end", "break_where"], policy: "latest", write: "self_or_lead" },
    base: { fields: ["base_name", "base_latitude", "base_longitude"], policy: "latest", write: "self_or_lead" },
    away: { fields: ["away", "away_since"], policy: "latest", write: "self_or_lead" },
    order: { fields: ["order"], policy: "latest", write: "self_or_lead" },
    late: { fields: ["late_minutes", "late_said_at"], policy: "latest", write: "self" },
    end: { fields: ["ended_at"], policy: "latest", write: "self" },
    buddy: { fields: ["buddy"], policy: "latest", write: "self_or_lead" },
    ring: { fields: ["ring_asked_at", "ring_asked_visit"], policy: "latest", write: "self" },
  },
  alarm: {
    about: { fields: ["matter", "reader", "about", "cause", "visit", "due_at", "raised_at"], policy: "once", write: "engine" },
    course: { fields: ["arrived_at", "left_at", "heard_at", "buddy", "buddy_told_at", "leads", "leads_told_at", "answered_by", "answered_at", "answer_was", "answer_words_were", "ended_at", "ended_how", "ended_by", "ended_words"], policy: "latest", write: "engine" },
    answer: { fields: ["answer", "answer_words", "answer_at"], policy: "latest", write: "self" },
  },
  read_mark: {
    mark: { fields: ["about", "looked_at", "looked_rev"], policy: "latest", write: "self" },
    day: { fields: ["seen"], policy: "latest", write: "self" },
    company: { fields: ["seen_with"], policy: "latest", write: "self" },
  },
  refusal: {
    refused: { fields: ["change", "kind", "reason", "message", "refused_at", "body", "about", "about_part"], policy: "once", write: "engine" },
    dealt: { fields: ["dealt_how", "dealt_reason", "dealt_at"], policy: "latest", write: "self_or_lead" },
  },
};

/** Each field that begins so is a group of its own, named like it: `answer.<linkId>`. */
export const patterns: { readonly [K in Kind]?: { readonly prefix: `${string}.`; readonly policy: Policy; readonly write: string } } = {
  assessment: { prefix: "answer.", policy: "review", write: "care" },
  answer_row: { prefix: "answer.", policy: "review", write: "care" },
};

/** Roles that may write a group; `self`: whom the record names. The server judges; this says what to offer. */
export const writers: { readonly [name: string]: readonly string[] } = {
  care: ["practitioner", "assistant", "coordinator", "lead"],
  clinical: ["practitioner", "lead"],
  planning: ["coordinator", "lead", "practitioner"],
  everyone: ["practitioner", "assistant", "coordinator", "lead", "voluntary"],
  self: ["self"],
  self_or_lead: ["self", "lead"],
  office: ["administrator"],
  office_or_lead: ["administrator", "lead"],
  publishing: ["manager", "administrator"],
  engine: ["engine"],
};

/** The part where a new record of a kind goes. */
export const parts: { readonly [K in Kind]: string } = {
  patient: "core",
  alert: "core",
  risk_judgement: "more",
  consent: "more",
  door_code: "more",
  disclosure: "more",
  contact: "core",
  condition: "core",
  medicine: "more",
  about_me: "core",
  care_plan: "core",
  goal: "core",
  action: "core",
  contingency: "core",
  meeting_item: "core",
  meeting_talk: "more",
  visit: "core",
  attendance: "core",
  done: "core",
  observation: "more",
  note: "more",
  attachment: "more",
  referral: "more",
  assessment: "more",
  answer_row: "more",
  signature: "more",
  conflict: "core",
  organisation: "core",
  practice: "core",
  team: "core",
  staff: "core",
  meeting: "core",
  questionnaire: "core",
  my_day: "core",
  alarm: "core",
  read_mark: "core",
  refusal: "core",
};
