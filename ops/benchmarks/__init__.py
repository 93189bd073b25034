"""Figures and ratios. Each is measured beside its floor in the same run; nothing here passes or fails."""
