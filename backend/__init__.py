"""The Flask application and its jobs: one folder per capability. See DESIGN, "The parts"."""
