// The “I” statements that a person’s goal can serve. Generated from backend/care_plans/words.py by `ops/alongside contract`; do not edit.

export const statements: { readonly [key: string]: string } = {
  A1: "I feel safe from harm in my community",
  A2: "I play an active part in my community",
  A3: "I am able to breathe cleaner air in the place where I live",
  A4: "I am able to support myself and my family financially",
  A5: "I am supported to make healthy choices",
  A6: "I am satisfied with my home and where I live",
  A7: "My children get the best possible start in life",
  S1: "I am confident that those providing my care are competent, happy and kind",
  S2: "I am able to access the services I need, to a safe and high quality",
  S4: "I feel like services work together to provide me with good care",
  M1: "It is likely I will live a long, healthy life",
  M2: "I have a good level of happiness and wellbeing",
  M3: "Regardless of who I am, I am able to access care services for my physical and mental health",
  M4: "I have a positive experience of the services I use, overall",
  M5: "I am supported to live the life I want",
  P1: "I have easy access to information, advice and guidance which helps me to find what I need",
  P2: "It’s easy to get help from my GP practice and I can contact my Care Co-ordinator whenever I have any questions",
  P3: "There are different people involved in supporting me but everyone listens to what I want and helps me to achieve my goals",
};
