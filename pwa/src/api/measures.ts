// What can be measured. Generated from backend/patients/measures.py by `ops/alongside contract`; do not edit.

/** Of one number: `hard` refuses, `soft` asks "Really?", `change` is the share of the last value beyond which it asks too. */
export interface Limits {
  readonly hard: readonly [number, number];
  readonly soft: readonly [number, number];
  readonly change?: number;
}

/** What can be measured, and its limits: value, value2, value3. Where each number is from stands in the source. */
export const measures: {
  readonly [type: string]: {
    readonly unit: string | null;
    readonly values: readonly Limits[];
    readonly whole: boolean;
    /** How many of the values there must be. */
    readonly needs: number;
    readonly how?: readonly string[];
  };
} = {
  "weight": {
    unit: "kg",
    values: [{ hard: [0.3, 400], soft: [30, 180], change: 0.1 }],
    whole: false,
    needs: 1,
  },
  "height": {
    unit: "cm",
    values: [{ hard: [30, 250], soft: [120, 205], change: 0.05 }],
    whole: false,
    needs: 1,
  },
  "blood-pressure": {
    unit: "mmHg",
    values: [{ hard: [30, 300], soft: [70, 230] }, { hard: [10, 200], soft: [40, 130] }],
    whole: true,
    needs: 2,
  },
  "pulse": {
    unit: "/min",
    values: [{ hard: [10, 300], soft: [35, 160] }],
    whole: true,
    needs: 1,
  },
  "temperature": {
    unit: "°C",
    values: [{ hard: [25, 45], soft: [34, 40.5] }],
    whole: false,
    needs: 1,
  },
  "respiration": {
    unit: "/min",
    values: [{ hard: [1, 90], soft: [6, 40] }],
    whole: true,
    needs: 1,
  },
  "oxygen-saturation": {
    unit: "%",
    values: [{ hard: [30, 100], soft: [75, 100] }],
    whole: true,
    needs: 1,
  },
  "oxygen": {
    unit: null,
    values: [],
    whole: false,
    needs: 1,
    how: ["air", "oxygen"],
  },
  "consciousness": {
    unit: null,
    values: [],
    whole: false,
    needs: 1,
    how: ["alert", "new-confusion", "voice", "pain", "unresponsive"],
  },
  "blood-glucose": {
    unit: "mmol/L",
    values: [{ hard: [0.5, 60], soft: [4, 20] }],
    whole: false,
    needs: 1,
  },
  "pain": {
    unit: "/10",
    values: [{ hard: [0, 10], soft: [0, 10] }],
    whole: true,
    needs: 1,
  },
  "wound-size": {
    unit: "mm",
    values: [{ hard: [1, 600], soft: [1, 200], change: 1 }, { hard: [1, 600], soft: [1, 200] }, { hard: [0, 200], soft: [0, 50] }],
    whole: true,
    needs: 2,
  },
  "wound-area": {
    unit: "cm²",
    values: [{ hard: [0, 2500], soft: [0, 300], change: 1 }],
    whole: false,
    needs: 1,
  },
};
