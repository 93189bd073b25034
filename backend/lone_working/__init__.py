"""Lone working: who should have left, who is told, and how it ends. Computed from attendances, never edited (R3)."""
